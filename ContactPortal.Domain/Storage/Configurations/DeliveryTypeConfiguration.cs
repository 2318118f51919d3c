using ContactPortal.Domain.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of delivery types.</summary>
internal sealed class DeliveryTypeConfiguration : IEntityTypeConfiguration<DeliveryType>
{
    public void Configure(EntityTypeBuilder<DeliveryType> builder)
    {
        builder.ToTable("DeliveryTypes");
        builder.HasKey(t => t.Code);
        builder.Property(t => t.Code).HasMaxLength(DeliveryType.LongestCode);
        builder.Property(t => t.Name).HasMaxLength(ContactRules.LongestName);
        builder.Ignore(t => t.Initial);
        builder.HasData(
            new DeliveryType("AMFORA", "AMFORA", 1),
            new DeliveryType("RAADIGHED", "Rådighedsdata", 2),
            new DeliveryType("RESULTAT", "Resultatdata", 3));
    }
}
