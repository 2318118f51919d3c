using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Mail;

/// <summary>
/// Reminds the contacts responsible for a type of a missing delivery: 3 days before it is due, and on the day after (D10).
/// </summary>
public sealed class Reminders(PortalDatabase database, Outbox outbox, IOptions<CalendarOptions> calendar, TimeProvider clock)
{
    private const int DaysBefore = 3;

    // Bounded, so that a newly installed portal sends no reminders of old periods.
    private const int DaysAfter = 7;

    /// <summary>The delivery to remind of today, for a type that is due on that day of the month, or null.</summary>
    public static ExpectedDelivery? DueOn(DateOnly today, int dueDay)
    {
        var soon = today.AddDays(DaysBefore);
        foreach (var period in new[] { Period.Of(today).Plus(-1), Period.Of(soon).Plus(-1) }.Distinct())
        {
            var due = period.Plus(1).FirstDay.AddDays(dueDay - 1);
            if (due <= soon && today <= due)
                return new(period, due, IsLate: false);
            if (due < today && today <= due.AddDays(DaysAfter))
                return new(period, due, IsLate: true);
        }

        return null;
    }

    /// <summary>Queues the reminders that are due today and have not been sent; returns how many deliveries they are about.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        var today = DanishCalendar.Of(clock.GetUtcNow());
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var types = await db.DeliveryTypes.AsNoTracking().ToListAsync(cancellationToken);
        var count = 0;
        foreach (var type in types)
        {
            if (!calendar.Value.DueDay.TryGetValue(type.Code, out var day) || DueOn(today, day) is not { } expected)
                continue;
            foreach (var organisation in await FindMissingAsync(db, type, expected, cancellationToken))
                count += await RemindAsync(organisation, type, expected, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    private static async Task<ImmutableArray<OrganisationCode>> FindMissingAsync(
        PortalDb db, DeliveryType type, ExpectedDelivery expected, CancellationToken cancellationToken)
    {
        var delivered = await db.Deliveries.Where(d => d.Type == type.Code && d.Period == expected.Period)
            .Select(d => d.Organisation).ToListAsync(cancellationToken);
        var reminded = await db.SentReminders
            .Where(r => r.Type == type.Code && r.Period == expected.Period && r.IsLate == expected.IsLate)
            .Select(r => r.Organisation).ToListAsync(cancellationToken);
        return [.. Municipalities.All.Select(m => m.Code).Except(delivered).Except(reminded)];
    }

    private Task<bool> RemindAsync(
        OrganisationCode organisation, DeliveryType type, ExpectedDelivery expected, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(organisation, async (db, token) =>
        {
            // Checked again in the transaction: another process may have been faster, or the delivery may have arrived.
            if (await db.SentReminders.AnyAsync(
                    r => r.Organisation == organisation && r.Type == type.Code && r.Period == expected.Period
                        && r.IsLate == expected.IsLate, token)
                || await db.Deliveries.AnyAsync(
                    d => d.Organisation == organisation && d.Type == type.Code && d.Period == expected.Period, token))
            {
                return false;
            }

            db.SentReminders.Add(
                new() { Organisation = organisation, Type = type.Code, Period = expected.Period, IsLate = expected.IsLate });
            await outbox.RemindAsync(db, organisation, type, expected, clock.GetUtcNow(), token);
            return true;
        }, cancellationToken);
}
