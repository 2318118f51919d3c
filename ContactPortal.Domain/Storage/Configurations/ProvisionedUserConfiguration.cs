using ContactPortal.Domain.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of what municipalities' own directories sent about persons.</summary>
internal sealed class ProvisionedUserConfiguration : IEntityTypeConfiguration<ProvisionedUser>
{
    public void Configure(EntityTypeBuilder<ProvisionedUser> builder)
    {
        builder.ToTable("ProvisionedUsers");
        builder.HasKey(u => new { u.Organisation, u.PersonId });

        // Commands check it; the index enforces it.
        builder.HasIndex(u => new { u.Organisation, u.UserNameKey }).IsUnique().HasFilter("\"DeletedAt\" IS NULL");
        builder.HasIndex(u => new { u.Organisation, u.ExternalIdKey });
        builder.Property(u => u.UserNameKey).HasMaxLength(ProvisionedAttributes.LongestUserName);
        builder.Property(u => u.ExternalIdKey).HasMaxLength(PersonIdentifier.LongestValue);
        builder.HasOne<Person>().WithOne().HasForeignKey<ProvisionedUser>(u => new { u.Organisation, u.PersonId });
    }
}
