using ContactPortal.Domain.Agency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of the agency's look-ups.</summary>
internal sealed class LookUpConfiguration : IEntityTypeConfiguration<LookUp>
{
    private const int LongestEnum = 32;
    private const int LongestClient = 200;

    public void Configure(EntityTypeBuilder<LookUp> builder)
    {
        builder.ToTable("LookUps");
        builder.HasKey(l => new { l.Organisation, l.Id });
        builder.HasIndex(l => new { l.Organisation, l.PersonId, l.At });
        builder.Property(l => l.Kind).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(l => l.PurposeText).HasMaxLength(LookUpPurpose.LongestText);
        builder.Property(l => l.ByClient).HasMaxLength(LongestClient);
    }
}
