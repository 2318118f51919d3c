using ContactPortal.Domain.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of identifiers of persons.</summary>
internal sealed class PersonIdentifierConfiguration : IEntityTypeConfiguration<PersonIdentifier>
{
    private const int LongestEnum = 32;

    public void Configure(EntityTypeBuilder<PersonIdentifier> builder)
    {
        builder.ToTable("PersonIdentifiers");
        builder.HasKey(i => new { i.Organisation, i.Id });
        builder.HasIndex(i => new { i.Organisation, i.PersonId });

        // Commands check it; the index enforces it.
        builder.HasIndex(i => new { i.Organisation, i.Kind, i.Issuer, i.Value }).IsUnique().HasFilter("\"Until\" IS NULL");

        // A sign-in is looked up across organisations.
        builder.HasIndex(i => new { i.Kind, i.Value });
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(i => i.Issuer).HasMaxLength(PersonIdentifier.LongestIssuer);
        builder.Property(i => i.Value).HasMaxLength(PersonIdentifier.LongestValue);
    }
}
