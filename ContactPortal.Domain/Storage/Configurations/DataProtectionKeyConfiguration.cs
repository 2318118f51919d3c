using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of data-protection keys.</summary>
internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<StoredDataProtectionKey>
{
    private const int LongestName = 200;

    public void Configure(EntityTypeBuilder<StoredDataProtectionKey> builder)
    {
        builder.ToTable("Keys");
        builder.HasKey(k => k.Name);
        builder.Property(k => k.Name).HasMaxLength(LongestName);
    }
}
