using ContactPortal.Domain.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of chores.</summary>
internal sealed class ChoreTables : IEntityTypeConfiguration<ChoreLease>
{
    private const int LongestName = 50;

    public void Configure(EntityTypeBuilder<ChoreLease> builder)
    {
        builder.ToTable("ChoreLeases");
        builder.HasKey(l => l.Chore);
        builder.Property(l => l.Chore).HasMaxLength(LongestName);
    }
}
