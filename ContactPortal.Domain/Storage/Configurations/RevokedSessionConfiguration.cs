using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of revoked sessions.</summary>
internal sealed class RevokedSessionConfiguration : IEntityTypeConfiguration<RevokedSession>
{
    private const int LongestSession = 64;

    public void Configure(EntityTypeBuilder<RevokedSession> builder)
    {
        builder.ToTable("EndedSessions");
        builder.HasKey(s => s.Session);
        builder.HasIndex(s => s.At);
        builder.Property(s => s.Session).HasMaxLength(LongestSession);
    }
}
