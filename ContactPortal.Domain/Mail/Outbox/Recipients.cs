using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Mail;

/// <summary>A contact that gets a mail.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="StandsInFor">The name of the absent contact that it gets the mail for, when it would not get it otherwise (K19).</param>
public sealed record Recipient(Guid ContactId, string? StandsInFor);

/// <summary>Who gets a delivery's mails. Pure.</summary>
public static class Recipients
{
    /// <summary>Those who answer for something, or everybody when nobody does (D4, D5).</summary>
    public static ImmutableArray<T> ResponsibleOrAll<T>(ImmutableArray<T> active, Func<T, bool> answers)
    {
        var answering = active.Where(answers).ToImmutableArray();
        return answering.IsEmpty ? active : answering;
    }

    /// <summary>Who gets the receipt for a type on that day: those who answer for it, and who stands in for those of them who are away.</summary>
    public static ImmutableArray<Recipient> OfReceipt(
        string type, ImmutableArray<ContactView> active, IReadOnlyCollection<Absence> absences, DateOnly day)
    {
        var answering = ResponsibleOrAll(active, c => c.Values.Responsibilities.Contains(type));
        var substitutes =
            from absent in answering
            from absence in absences
            where absence.ContactId == absent.Id && absence.Covers(day)
            from substitute in active
            where substitute.Id == absence.SubstituteId && !answering.Contains(substitute)
            select new Recipient(substitute.Id, absent.Values.Name);
        return [.. answering.Select(c => new Recipient(c.Id, StandsInFor: null)), .. substitutes.DistinctBy(s => s.ContactId)];
    }
}
