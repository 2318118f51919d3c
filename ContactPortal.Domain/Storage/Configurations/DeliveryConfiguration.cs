using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of deliveries.</summary>
internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.HasKey(d => new { d.Organisation, d.Number });
        builder.HasIndex(d => new { d.Organisation, d.DeliveryId, d.Client }).IsUnique();
        builder.HasIndex(d => new { d.Organisation, d.Type, d.Period });
        builder.Property(d => d.DeliveryId).HasMaxLength(DeliveryRules.LongestId);
        builder.Property(d => d.Client).HasMaxLength(DeliveryIntake.LongestClient).HasDefaultValue("");
        builder.Property(d => d.Type).HasMaxLength(DeliveryType.LongestCode);
        builder.Property(d => d.Period).HasMaxLength(Period.Length);
        builder.Property(d => d.Resolved).HasColumnName("Mended");
        builder.Property(d => d.Persisting).HasColumnName("Standing");
        builder.Ignore(d => d.New);
    }
}
