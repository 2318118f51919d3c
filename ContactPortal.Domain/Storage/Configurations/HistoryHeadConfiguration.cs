using ContactPortal.Domain.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of the organisations' newest entries.</summary>
internal sealed class HistoryHeadConfiguration : IEntityTypeConfiguration<HistoryHead>
{
    public void Configure(EntityTypeBuilder<HistoryHead> builder)
    {
        builder.ToTable("HistoryHeads");
        builder.HasKey(h => h.Organisation);
        builder.Property(h => h.Organisation).ValueGeneratedNever();
    }
}
