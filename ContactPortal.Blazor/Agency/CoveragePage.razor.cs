using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Agency;

/// <summary>Dækning: how each municipality can be reached, and where it will go wrong (A2). Live.</summary>
public sealed partial class CoveragePage
{
    private AgencySnapshot? snapshot;
    private ImmutableArray<MunicipalityCoverage> all = [];
    private ImmutableArray<MunicipalityCoverage> shown = [];
    private CoverageFilter filter = CoverageFilter.All;
    private bool asTable;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private AgencySnapshotCache Cache { get; set; } = null!;

    // Gaps first, the gravest of them first.
    private IEnumerable<(CoverageFilter Choice, string Name, int Count)> Choices =>
    [
        Choice(CoverageFilter.All, AgencyTexts.CoverageAll),
        Choice(CoverageFilter.WithGaps, AgencyTexts.CoverageWithGaps),
        .. Enum.GetValues<CoverageGapKind>().Select(kind => Choice(CoverageFilter.Of(kind), AgencyWords.NameOf(kind))),
        Choice(CoverageFilter.Well, AgencyTexts.CoverageWell),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!Actor.May(Actions.LookUpContacts))
            return;
        var loaded = await Cache.CurrentAsync(Actor, Disposed);

        // A newer one may have been loaded meanwhile.
        Apply(loaded.Municipalities.IsEmpty ? loaded : Cache.Latest(Actor));
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => Cache.Subscribe(NotifyChanged);

    /// <inheritdoc />
    protected override bool ApplyLatest() => snapshot is { Municipalities.IsEmpty: false } && Apply(Cache.Latest(Actor));

    // Returns whether a municipality looks different: most changes of contacts leave the coverage as it was.
    private bool Apply(AgencySnapshot newest)
    {
        var newestCoverage = newest.Municipalities.Select(m => m.Coverage);
        if (snapshot is not null && newestCoverage.SequenceEqual(snapshot.Municipalities.Select(m => m.Coverage)))
        {
            snapshot = newest;
            return false;
        }

        snapshot = newest;

        // The municipalities are in the order of their names already, and sorting by the region keeps it.
        all = [.. newestCoverage.OrderBy(c => c.Region, DanishCollation.Names)];
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
