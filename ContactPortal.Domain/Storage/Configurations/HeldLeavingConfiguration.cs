using ContactPortal.Domain.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of leavings that wait, or waited, for an administrator's answer.</summary>
internal sealed class HeldLeavingConfiguration : IEntityTypeConfiguration<HeldLeaving>
{
    public void Configure(EntityTypeBuilder<HeldLeaving> builder)
    {
        builder.ToTable("HeldLeavings");
        builder.HasKey(h => new { h.Organisation, h.Id });
        builder.HasIndex(h => new { h.Organisation, h.PersonId }).IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
        builder.Property(h => h.Source).HasMaxLength(PersonRules.LongestName);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => new { h.Organisation, h.PersonId });
    }
}
