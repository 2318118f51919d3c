using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of contacts.</summary>
internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("Contacts");
        builder.HasKey(c => new { c.Organisation, c.Id });

        // The command checks that a person is a contact only once (K10); the index enforces it.
        builder.HasIndex(c => new { c.Organisation, c.PersonId }).IsUnique();
        builder.Property(c => c.Rid).HasMaxLength(ContactRules.LongestRid);
        builder.Property(c => c.Name).HasMaxLength(ContactRules.LongestName);
        builder.Property(c => c.Email).HasMaxLength(EmailAddress.Longest);
        builder.Property(c => c.Mobile).HasMaxLength(PhoneNumber.Longest);
        builder.Property(c => c.Phone).HasMaxLength(PhoneNumber.Longest);
        builder.Property(c => c.ChangedBy).HasMaxLength(ContactRules.LongestName);
        builder.Ignore(c => c.Values);
        builder.HasMany(c => c.Responsibilities).WithOne().HasForeignKey(r => new { r.Organisation, r.ContactId });
        builder.Navigation(c => c.Responsibilities).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
