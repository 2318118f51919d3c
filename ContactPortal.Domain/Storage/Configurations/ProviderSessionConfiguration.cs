using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of sessions that began with a sign-in at the identity provider.</summary>
internal sealed class ProviderSessionConfiguration : IEntityTypeConfiguration<ProviderSession>
{
    /// <summary>The length of a hash in hexadecimal digits.</summary>
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<ProviderSession> builder)
    {
        builder.ToTable("ProviderSessions");
        builder.HasKey(s => s.Session);
        builder.HasIndex(s => s.IssuerAndSid);
        builder.HasIndex(s => s.Sid);
        builder.HasIndex(s => s.IssuerAndSubject);
        builder.HasIndex(s => s.BeganAt);
        builder.Property(s => s.Session).HasMaxLength(HashLength);
        builder.Property(s => s.IssuerAndSid).HasMaxLength(HashLength);
        builder.Property(s => s.Sid).HasMaxLength(HashLength);
        builder.Property(s => s.IssuerAndSubject).HasMaxLength(HashLength);
    }
}
