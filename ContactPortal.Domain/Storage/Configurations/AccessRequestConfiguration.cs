using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of access requests.</summary>
internal sealed class AccessRequestConfiguration : IEntityTypeConfiguration<AccessRequest>
{
    private const int LongestEnum = 32;
    private const int LongestUuid = 36;

    public void Configure(EntityTypeBuilder<AccessRequest> builder)
    {
        builder.ToTable("AccessRequests");
        builder.HasKey(r => new { r.Organisation, r.Id });
        builder.HasIndex(r => new { r.Organisation, r.Issuer, r.Subject }).IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
        builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(r => r.Reason).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(r => r.Issuer).HasMaxLength(PersonIdentifier.LongestIssuer);
        builder.Property(r => r.Subject).HasMaxLength(PersonIdentifier.LongestValue);
        builder.Property(r => r.Name).HasMaxLength(PersonRules.LongestName);
        builder.Property(r => r.Email).HasMaxLength(EmailAddress.Longest);
        builder.Property(r => r.Rid).HasMaxLength(Rid.Longest);
        builder.Property(r => r.ProfessionalUuid).HasMaxLength(LongestUuid);
        builder.Property(r => r.AnsweredBy).HasMaxLength(PersonRules.LongestName);
        builder.Property(r => r.RefusedBecause).HasMaxLength(AccessRequest.LongestReason);
        builder.Ignore(r => r.Values);
    }
}
