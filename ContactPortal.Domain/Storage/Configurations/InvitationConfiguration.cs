using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of invitations.</summary>
internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.HasKey(i => new { i.Organisation, i.Id });
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.Longest);
        builder.Property(i => i.TokenHash).HasMaxLength(HashLength);
        builder.Property(i => i.InvitedBy).HasMaxLength(PersonRules.LongestName);
    }
}
