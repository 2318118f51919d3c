using System.Globalization;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Mail;

/// <summary>Reminders of expected deliveries: once before the date and once after it, to those responsible for the type (D10).</summary>
public sealed class ReminderTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-06", null)]
    [InlineData("2026-03-07", "2026-02 før 2026-03-10")]
    [InlineData("2026-03-10", "2026-02 før 2026-03-10")]
    [InlineData("2026-03-11", "2026-02 efter 2026-03-10")]
    [InlineData("2026-03-17", "2026-02 efter 2026-03-10")]
    [InlineData("2026-03-18", null)]
    [InlineData("2026-01-08", "2025-12 før 2026-01-10")]
    public void Day_BeforeOrAfterTheTenth_HasItsReminder(string today, string? expected) =>
        Assert.Equal(expected, Describe(Reminders.DueOn(Day(today), 10)));

    [Theory]
    [InlineData("2026-02-26", "2026-02 før 2026-03-01")]
    [InlineData("2026-03-01", "2026-02 før 2026-03-01")]
    [InlineData("2026-03-02", "2026-02 efter 2026-03-01")]
    public void DueOnTheFirst_IsRemindedOfInTheMonthBefore(string today, string expected) =>
        Assert.Equal(expected, Describe(Reminders.DueOn(Day(today), 1)));

    [Theory, EveryDatabase]
    public async Task DeliveryThatHasNotCome_IsRemindedOfBeforeAndAfter_OnceEach(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.HasQuietlyAsync("Bo", Raadighed);
        portal.Clock.SetUtcNow(new(2026, 3, 8, 9, 0, 0, TimeSpan.Zero));
        await portal.Get<Reminders>().RemindAsync(CancellationToken);
        await portal.Get<Reminders>().RemindAsync(CancellationToken);
        Assert.Equal("Anne", await portal.RecipientsAsync(MailKind.Reminder));
        Assert.Equal("Husk AMFORA for februar 2026 - Aarhus", (await portal.OutboxAsync())[^1].Subject);

        portal.Clock.SetUtcNow(new(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        await portal.Get<Reminders>().RemindAsync(CancellationToken);
        await portal.Get<Reminders>().RemindAsync(CancellationToken);
        Assert.Equal("Anne, Anne", await portal.RecipientsAsync(MailKind.Reminder));
        Assert.Equal("AMFORA for februar 2026 mangler - Aarhus", (await portal.OutboxAsync())[^1].Subject);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task DeliveryThatHasCome_IsNotRemindedOf(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.HasQuietlyAsync("Anne", Amfora);
        await portal.ReceiveAsync();
        portal.Clock.SetUtcNow(new(2026, 3, 8, 9, 0, 0, TimeSpan.Zero));
        await portal.Get<Reminders>().RemindAsync(CancellationToken);
        Assert.Equal("", await portal.RecipientsAsync(MailKind.Reminder));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Describe(ExpectedDelivery? expected) => expected is null
        ? null
        : $"{expected.Period} {(expected.IsLate ? "efter" : "før")} {expected.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
