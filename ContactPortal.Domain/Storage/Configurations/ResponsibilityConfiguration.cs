using ContactPortal.Domain.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of responsibilities.</summary>
internal sealed class ResponsibilityConfiguration : IEntityTypeConfiguration<Responsibility>
{
    public void Configure(EntityTypeBuilder<Responsibility> builder)
    {
        builder.ToTable("Responsibilities");
        builder.HasKey(r => new { r.Organisation, r.ContactId, r.DeliveryType });
        builder.Property(r => r.DeliveryType).HasMaxLength(DeliveryType.LongestCode);
        builder.HasOne<DeliveryType>().WithMany().HasForeignKey(r => r.DeliveryType).OnDelete(DeleteBehavior.Restrict);
    }
}
