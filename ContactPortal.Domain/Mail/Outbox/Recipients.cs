using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Domain.Mail;

/// <summary>Determines who receives a delivery's mails. Pure.</summary>
public static class Recipients
{
    /// <summary>The responsible contacts, or all active ones when nobody is responsible (D4, D5).</summary>
    public static ImmutableArray<T> ResponsibleOrAll<T>(ImmutableArray<T> active, Func<T, bool> isResponsible)
    {
        var responsible = active.Where(isResponsible).ToImmutableArray();
        return responsible.IsEmpty ? active : responsible;
    }

    /// <summary>
    /// A contact that is responsible for the type and whose person has left, or null. While there is one, all active contacts get the
    /// receipts (P5).
    /// </summary>
    public static ContactView? ResponsibleWhoLeft(string type, ImmutableArray<ContactView> active) =>
        active.FirstOrDefault(c => c.HolderLeft is not null && c.Values.Responsibilities.Contains(type));

    /// <summary>
    /// The recipients of a type's receipt on that day: the responsible contacts, and the substitutes of those who are absent; all active
    /// contacts when nobody is responsible or one of the responsible persons has left (D5, P5).
    /// </summary>
    public static ImmutableArray<Recipient> OfReceipt(
        string type, ImmutableArray<ContactView> active, IReadOnlyCollection<Absence> absences, DateOnly day)
    {
        var responsible = ResponsibleWhoLeft(type, active) is null
            ? ResponsibleOrAll(active, c => c.Values.Responsibilities.Contains(type))
            : active;
        var substitutes =
            from absent in responsible
            from absence in absences
            where absence.ContactId == absent.Id && absence.Covers(day)
            from substitute in active
            where substitute.Id == absence.SubstituteId && !responsible.Contains(substitute)
            select new Recipient(substitute.Id, absent.Values.Name);
        return [.. responsible.Select(c => new Recipient(c.Id, StandsInFor: null)), .. substitutes.DistinctBy(s => s.ContactId)];
    }
}
