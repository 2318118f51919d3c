using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Agency;

/// <summary>How a municipality can be reached on one day, and its gaps (A2). Pure; equal coverages look the same.</summary>
/// <param name="Municipality">The municipality.</param>
/// <param name="Region">The name of its region that day.</param>
/// <param name="Contacts">The number of its active contacts.</param>
/// <param name="Types">Its coverage of each type, in the order of the types.</param>
/// <param name="Gaps">Its gaps, the gravest first; empty when all is well.</param>
public sealed record MunicipalityCoverage(
    Organisation Municipality, string Region, int Contacts, ImmutableArray<TypeCoverage> Types, ImmutableArray<CoverageGap> Gaps)
{
    // An older delivery that never came is history.
    private const int PeriodsChased = 2;

    /// <summary>Whether it has a gap of that kind.</summary>
    public bool Has(CoverageGapKind kind) => Gaps.Any(gap => gap.Kind == kind);

    /// <summary>The coverage of a municipality by its snapshot.</summary>
    /// <param name="municipality">The municipality.</param>
    /// <param name="snapshot">Its snapshot.</param>
    /// <param name="contacts">Its active contacts.</param>
    /// <param name="calendar">When deliveries are due.</param>
    /// <param name="today">The day, in Denmark.</param>
    public static MunicipalityCoverage Of(
        Organisation municipality, OrganisationSnapshot snapshot, ImmutableArray<ListedContact> contacts, CalendarOptions calendar,
        DateOnly today)
    {
        ImmutableArray<TypeCoverage> types = [.. snapshot.DeliveryTypes.Select(type => new TypeCoverage(
            type,
            contacts.Count(c => c.Contact.HolderLeft is null && c.Contact.Values.Responsibilities.Contains(type.Code)),
            LatePeriodOf(type, snapshot, calendar, today)))];
        return new(
            municipality, Regions.NameOf(municipality.Code, today), contacts.Length, types,
            [.. GapsOf(snapshot, contacts, types).OrderBy(gap => gap.Kind)]);
    }

    /// <inheritdoc />
    public bool Equals(MunicipalityCoverage? other) =>
        other is not null && (Municipality, Region, Contacts) == (other.Municipality, other.Region, other.Contacts)
            && Types.SequenceEqual(other.Types) && Gaps.SequenceEqual(other.Gaps);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Municipality, Region, Contacts, Gaps.Length);

    private static IEnumerable<CoverageGap> GapsOf(
        OrganisationSnapshot snapshot, ImmutableArray<ListedContact> contacts, ImmutableArray<TypeCoverage> types)
    {
        if (contacts.IsEmpty)
            yield return new(CoverageGapKind.NoContact);
        foreach (var type in types)
        {
            if (!contacts.IsEmpty && type.Responsible == 0)
                yield return new(CoverageGapKind.NobodyResponsible, type.Type);
            if (type.Late is { } period)
                yield return new(CoverageGapKind.DeliveryLate, type.Type, Period: period);
        }

        if (CountOf(contacts, ContactProblem.HasLeft) is > 0 and var left)
            yield return new(CoverageGapKind.ContactLeft, Count: left);
        if (CountOf(contacts, ContactProblem.MailsComeBack) is > 0 and var bouncing)
            yield return new(CoverageGapKind.MailsComeBack, Count: bouncing);
        if (CountOf(contacts, ContactProblem.LacksRight) is > 0 and var lacking)
            yield return new(CoverageGapKind.ContactLacksRight, Count: lacking);
        if (snapshot.Rights.Administrators.IsEmpty)
            yield return new(CoverageGapKind.NoAdministrator);
    }

    private static int CountOf(ImmutableArray<ListedContact> contacts, ContactProblem problem) =>
        contacts.Count(c => c.Problems.HasFlag(problem));

    private static Period? LatePeriodOf(DeliveryType type, OrganisationSnapshot snapshot, CalendarOptions calendar, DateOnly today)
    {
        var (period, found) = (Period.Of(today).Plus(-1), 0);
        while (found < PeriodsChased && calendar.DueOf(type.Code, period) is { } due)
        {
            if (due < today)
            {
                if (!snapshot.Deliveries.Any(d => d.Type == type.Code && d.Period == period))
                    return period;
                found++;
            }

            period = period.Plus(-1);
        }

        return null;
    }
}
