using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of sessions that persons have.</summary>
internal sealed class SignedInSessionConfiguration : IEntityTypeConfiguration<SignedInSession>
{
    private const int LongestId = 64;

    public void Configure(EntityTypeBuilder<SignedInSession> builder)
    {
        builder.ToTable("SignedInSessions");
        builder.HasKey(s => s.Session);
        builder.HasIndex(s => s.PersonId);
        builder.HasIndex(s => s.BeganAt);
        builder.Property(s => s.Session).HasMaxLength(LongestId);
        builder.Property(s => s.Browser).HasMaxLength(SignedInSession.LongestBrowser);
    }
}
