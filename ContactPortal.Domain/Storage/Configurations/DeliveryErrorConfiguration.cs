using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of deliveries' errors.</summary>
internal sealed class DeliveryErrorConfiguration : IEntityTypeConfiguration<DeliveryError>
{
    public void Configure(EntityTypeBuilder<DeliveryError> builder)
    {
        builder.ToTable("DeliveryErrors");
        builder.HasKey(e => new { e.Organisation, e.Delivery, e.Position });
        builder.Property(e => e.Fingerprint).HasColumnName("Likeness");
        builder.Property(e => e.ResolvedBy).HasColumnName("MendedBy");
        builder.Property(e => e.IsPersisting).HasColumnName("IsStanding");
        builder.Property(e => e.Code).HasMaxLength(DeliveryRules.LongestCode);
        builder.Property(e => e.Text).HasMaxLength(DeliveryRules.LongestText);
        builder.Property(e => e.Field).HasMaxLength(DeliveryRules.LongestReference);
        builder.Property(e => e.Reference).HasMaxLength(DeliveryRules.LongestReference);
        builder.Property(e => e.ClaimedBy).HasMaxLength(ContactRules.LongestName);
        builder.Property(e => e.Explanation).HasMaxLength(RightsService.LongestReason);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(e => new { e.Organisation, e.Delivery });
    }
}
