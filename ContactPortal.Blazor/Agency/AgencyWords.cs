using System.Collections.Immutable;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;

namespace ContactPortal.Blazor.Agency;

/// <summary>The texts for the domain's values on the agency's pages.</summary>
internal static class AgencyWords
{
    /// <summary>The problems of a contact that can be filtered by, with their names in addresses, in the order of the choice.</summary>
    public static ImmutableArray<(string Key, ContactProblem Problem)> Problems { get; } =
    [
        ("retur", ContactProblem.MailsComeBack), ("fratraadt", ContactProblem.HasLeft), ("mangler-ret", ContactProblem.LacksRight),
        ("fravaer", ContactProblem.IsAbsent),
    ];

    /// <summary>The problem with that name in an address; none for an unknown one.</summary>
    public static ContactProblem ProblemOf(string? key) => Problems.FirstOrDefault(p => p.Key == key).Problem;

    /// <summary>The name of a problem in an address; empty for none.</summary>
    public static string KeyOf(ContactProblem problem) => Problems.FirstOrDefault(p => p.Problem == problem).Key ?? "";

    /// <summary>A single problem in words.</summary>
    public static string NameOf(ContactProblem problem) => problem switch
    {
        ContactProblem.MailsComeBack => AgencyTexts.ProblemMailsComeBack,
        ContactProblem.HasLeft => AgencyTexts.ProblemHasLeft,
        ContactProblem.LacksRight => AgencyTexts.ProblemLacksRight,
        ContactProblem.IsAbsent => AgencyTexts.ProblemIsAbsent,
        _ => AgencyTexts.FilterProblemAll,
    };

    /// <summary>The problems that a contact is marked with; an absence is shown by its last day.</summary>
    public static IEnumerable<ContactProblem> MarksOf(ContactProblem problems) =>
        Problems.Select(p => p.Problem).Where(p => p != ContactProblem.IsAbsent && problems.HasFlag(p));

    /// <summary>The problems in words, with commas; empty for none.</summary>
    public static string ListOf(ContactProblem problems) =>
        string.Join(", ", Problems.Where(p => problems.HasFlag(p.Problem)).Select(p => NameOf(p.Problem)));

    /// <summary>The names of the types that a contact is responsible for, with commas.</summary>
    public static string TypesOf(ContactValues values, IEnumerable<DeliveryType> types) =>
        string.Join(", ", types.Where(t => values.Responsibilities.Contains(t.Code)).Select(t => t.Name));

    /// <summary>The purpose in words.</summary>
    public static string NameOf(LookUpPurpose purpose) => purpose.Text.Length > 0 ? purpose.Text : NameOf(purpose.Kind);

    /// <summary>The kind of purpose in words.</summary>
    public static string NameOf(LookUpPurposeKind kind) => kind switch
    {
        LookUpPurposeKind.Reporting => AgencyTexts.PurposeReporting,
        LookUpPurposeKind.Operation => AgencyTexts.PurposeOperation,
        LookUpPurposeKind.Other => AgencyTexts.PurposeOther,
    };

    /// <summary>The kind of gap in words.</summary>
    public static string NameOf(CoverageGapKind kind) => kind switch
    {
        CoverageGapKind.NoContact => AgencyTexts.KindNoContact,
        CoverageGapKind.NobodyResponsible => AgencyTexts.KindNobodyResponsible,
        CoverageGapKind.ContactLeft => AgencyTexts.KindContactLeft,
        CoverageGapKind.MailsComeBack => AgencyTexts.KindMailsComeBack,
        CoverageGapKind.DeliveryLate => AgencyTexts.KindDeliveryLate,
        CoverageGapKind.ContactLacksRight => AgencyTexts.KindContactLacksRight,
        CoverageGapKind.NoAdministrator => AgencyTexts.KindNoAdministrator,
    };

    /// <summary>The gaps in words, the gravest first; those that differ only in their type are one sentence.</summary>
    public static IEnumerable<string> SentencesOf(IEnumerable<CoverageGap> gaps) => gaps
        .GroupBy(gap => (gap.Kind, gap.Period))
        .Select(same => SentenceOf(same.First(), ContactTexts.Listed([.. same.Select(gap => gap.Type?.Name ?? "")])));

    /// <summary>The coverage of a type in words: "AMFORA 5 ansvarlige".</summary>
    public static string SentenceOf(TypeCoverage type) => type.Responsible switch
    {
        0 => AgencyTexts.TypeNobody.Format(type.Type.Name),
        1 => AgencyTexts.TypeResponsibleOne.Format(type.Type.Name),
        var count => AgencyTexts.TypeResponsible.Format(type.Type.Name, count),
    };

    /// <summary>The whole coverage in words: "København: AMFORA 5 ansvarlige, …; 1 kontakt er fratrådt".</summary>
    public static string SentenceOf(MunicipalityCoverage coverage)
    {
        // A type that nobody is responsible for is said by its type already.
        var gaps = SentencesOf(coverage.Gaps.Where(gap => gap.Kind != CoverageGapKind.NobodyResponsible));
        return $"{coverage.Municipality.Name}: {string.Join(", ", coverage.Types.Select(SentenceOf))}; "
            + (coverage.Gaps.IsEmpty ? AgencyTexts.CoverageOk : string.Join("; ", gaps));
    }

    // "2 kontakter er fratrådt".
    private static string SentenceOf(CoverageGap gap, string types) => gap.Kind switch
    {
        CoverageGapKind.NoContact => AgencyTexts.GapNoContact,
        CoverageGapKind.NobodyResponsible => AgencyTexts.GapNobodyResponsible.Format(types),
        CoverageGapKind.ContactLeft => Counted(AgencyTexts.GapContactLeftOne, AgencyTexts.GapContactLeft, gap.Count),
        CoverageGapKind.MailsComeBack => Counted(AgencyTexts.GapMailsComeBackOne, AgencyTexts.GapMailsComeBack, gap.Count),
        CoverageGapKind.DeliveryLate => AgencyTexts.GapDeliveryLate.Format(types, DanishTime.MonthOf(gap.Period!.Value.FirstDay)),
        CoverageGapKind.ContactLacksRight =>
            Counted(AgencyTexts.GapContactLacksRightOne, AgencyTexts.GapContactLacksRight, gap.Count),
        CoverageGapKind.NoAdministrator => AgencyTexts.GapNoAdministrator,
    };

    private static string Counted(string one, string many, int count) => count == 1 ? one : many.Format(count);
}
