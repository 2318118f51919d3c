using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The tables of rights.</summary>
internal sealed class RightsConfiguration : 
    IEntityTypeConfiguration<Grant>, IEntityTypeConfiguration<RightsRequest>, IEntityTypeConfiguration<CompletedTask>
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

    public void Configure(EntityTypeBuilder<CompletedTask> builder)
    {
        builder.ToTable("SettledTasks");
        builder.HasKey(t => new { t.Organisation, t.PersonId, t.Kind });
        builder.Property(t => t.CompletedAt).HasColumnName("At");
        builder.Property(t => t.Kind).HasConversion<string>().HasMaxLength(LongestCode);
    }

    public void Configure(EntityTypeBuilder<RightsRequest> builder)
    {
        builder.ToTable("RightsRequests");
        builder.HasKey(r => new { r.Organisation, r.Id });
        builder.HasIndex(r => new { r.Organisation, r.PersonId });
        builder.Property(r => r.AnsweredBy).HasMaxLength(ContactRules.LongestName);
        builder.Property(r => r.RefusedBecause).HasMaxLength(RightsService.LongestReason);
    }
}
