using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of granted rights.</summary>
internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    private const int LongestCode = 32;

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(g => new { g.Organisation, g.PersonId, g.Area, g.Right });
        builder.Property(g => g.Area).HasConversion<string>().HasMaxLength(LongestCode);
        builder.Property(g => g.Right).HasConversion<string>().HasMaxLength(LongestCode);
        builder.Property(g => g.GrantedBy).HasMaxLength(ContactRules.LongestName);
        builder.Property(g => g.KeptBecause).HasMaxLength(RightsService.LongestReason);
    }
}
