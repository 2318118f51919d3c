using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of persons.</summary>
internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Persons");
        builder.HasKey(p => new { p.Organisation, p.Id });
        builder.HasIndex(p => p.Id);

        // After each change of an organisation it is looked up who has left.
        builder.HasIndex(p => new { p.Organisation, p.LeftAt }).HasFilter("\"LeftAt\" IS NOT NULL");
        builder.Property(p => p.Name).HasMaxLength(ContactRules.LongestName);
        builder.Property(p => p.Email).HasMaxLength(EmailAddress.Longest);
        builder.Ignore(p => p.Rid);
        builder.Ignore(p => p.ProfessionalUuid);
        builder.Ignore(p => p.Values);
        builder.HasMany(p => p.Identifiers).WithOne().HasForeignKey(i => new { i.Organisation, i.PersonId });
        builder.Navigation(p => p.Identifiers).AutoInclude().UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
