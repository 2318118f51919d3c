using ContactPortal.Domain.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The tables of sign-in links and revoked sessions.</summary>
internal sealed class SessionConfiguration : IEntityTypeConfiguration<RevokedSession>, IEntityTypeConfiguration<SignInLink>
{
    private const int LongestSession = 64;

    public void Configure(EntityTypeBuilder<RevokedSession> builder)
    {
        builder.ToTable("EndedSessions");
        builder.HasKey(s => s.Session);
        builder.HasIndex(s => s.At);
        builder.Property(s => s.Session).HasMaxLength(LongestSession);
    }

    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("SignInLinks");
        builder.HasKey(l => new { l.Issuer, l.Subject });
        builder.HasIndex(l => new { l.Organisation, l.PersonId });
        builder.Property(l => l.Issuer).HasMaxLength(SignInLink.LongestIssuer);
        builder.Property(l => l.Subject).HasMaxLength(SignInLink.LongestSubject);
    }
}
