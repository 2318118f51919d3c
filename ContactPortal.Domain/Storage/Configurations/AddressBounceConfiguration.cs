using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of addresses whose mails came back.</summary>
internal sealed class AddressBounceConfiguration : IEntityTypeConfiguration<AddressBounce>
{
    public void Configure(EntityTypeBuilder<AddressBounce> builder)
    {
        builder.ToTable("AddressBounces");
        builder.HasKey(b => new { b.Organisation, b.Address });
        builder.Property(b => b.Address).HasMaxLength(EmailAddress.Longest);
        builder.Property(b => b.Cause).HasMaxLength(OutboxMail.LongestCause);
    }
}
