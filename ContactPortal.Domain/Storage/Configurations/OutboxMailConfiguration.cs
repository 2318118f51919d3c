using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of mails.</summary>
internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    private const int LongestEnum = 32;
    private const int LongestSubject = 300;

    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(m => m.Sequence);
        builder.Property(m => m.Sequence).ValueGeneratedOnAdd();
        builder.HasIndex(m => m.Id).IsUnique();
        builder.HasIndex(m => new { m.State, m.Sequence });
        builder.HasIndex(m => new { m.Organisation, m.Sequence });
        builder.Property(m => m.ExpiresAt).HasColumnName("GivenUpAt");
        builder.Property(m => m.Kind).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(m => m.State).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(m => m.Reason).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(m => m.Condition).HasConversion<string>().HasMaxLength(LongestEnum);
        builder.Property(m => m.Subject).HasMaxLength(LongestSubject);
        builder.Property(m => m.Address).HasMaxLength(EmailAddress.Longest);
        builder.Property(m => m.Cause).HasMaxLength(OutboxMail.LongestCause);
        builder.Property(m => m.ToAddress).HasMaxLength(EmailAddress.Longest);
        builder.Property(m => m.ToName).HasMaxLength(ContactRules.LongestName);
    }
}
