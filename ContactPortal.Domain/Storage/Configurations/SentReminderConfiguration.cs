using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactPortal.Domain.Storage;

/// <summary>The table of reminders that were sent.</summary>
internal sealed class SentReminderConfiguration : IEntityTypeConfiguration<SentReminder>
{
    public void Configure(EntityTypeBuilder<SentReminder> builder)
    {
        builder.ToTable("SentReminders");
        builder.HasKey(r => new { r.Organisation, r.Type, r.Period, r.IsLate });
        builder.Property(r => r.Type).HasMaxLength(DeliveryType.LongestCode);
        builder.Property(r => r.Period).HasMaxLength(Period.Length);
    }
}
