using System.Collections.Immutable;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Agency;

/// <summary>Dækning: how each municipality can be reached, and where it will go wrong (A2). Live.</summary>
public sealed partial class CoveragePage
{
    private ImmutableArray<MunicipalityCoverage> all = [];
    private ImmutableArray<MunicipalityCoverage> shown = [];
    private CoverageFilter filter = CoverageFilter.All;
    private bool asTable;

    // Gaps first, the gravest of them first.
    private IEnumerable<(CoverageFilter Choice, string Name, int Count)> Choices =>
    [
        Choice(CoverageFilter.All, AgencyTexts.CoverageAll),
        Choice(CoverageFilter.WithGaps, AgencyTexts.CoverageWithGaps),
        .. Enum.GetValues<CoverageGapKind>().Select(kind => Choice(CoverageFilter.Of(kind), AgencyWords.NameOf(kind))),
        Choice(CoverageFilter.Well, AgencyTexts.CoverageWell),
    ];

    /// <inheritdoc />
    protected override bool Apply(AgencySnapshot? former)
    {
        // Most changes of contacts leave the coverage as it was.
        var newest = Snapshot!.Municipalities.Select(m => m.Coverage);
        if (former is not null && newest.SequenceEqual(former.Municipalities.Select(m => m.Coverage)))
            return false;

        // The municipalities are in the order of their names already, and sorting by the region keeps it.
        all = [.. newest.OrderBy(c => c.Region, DanishCollation.Names)];
        UpdateShown();
        return true;
    }

    private (CoverageFilter Choice, string Name, int Count) Choice(CoverageFilter choice, string name) =>
        (choice, name, all.Count(choice.Includes));

    private void Filter(CoverageFilter choice)
    {
        filter = choice;
        UpdateShown();
    }

    private void AsTable(bool table) => asTable = table;

    private void UpdateShown() => shown = [.. all.Where(filter.Includes)];
}
