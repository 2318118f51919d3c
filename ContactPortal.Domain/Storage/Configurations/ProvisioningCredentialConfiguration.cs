using ContactPortal.Domain.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of the credentials of municipalities' own directories.</summary>
internal sealed class ProvisioningCredentialConfiguration : IEntityTypeConfiguration<ProvisioningCredential>
{
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<ProvisioningCredential> builder)
    {
        builder.ToTable("ProvisioningCredentials");
        builder.HasKey(c => new { c.Organisation, c.Id });

        // A token is looked up across organisations.
        builder.HasIndex(c => c.Id).IsUnique();
        builder.Property(c => c.Name).HasMaxLength(ProvisioningCredential.LongestName);
        builder.Property(c => c.SecretHash).HasMaxLength(HashLength);
        builder.Property(c => c.CreatedBy).HasMaxLength(PersonRules.LongestName);
    }
}
