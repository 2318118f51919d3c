using ContactPortal.Domain.Agency;

namespace ContactPortal.Blazor.Agency;

/// <summary>Which municipalities the page Dækning shows.</summary>
/// <param name="Kind">Those with a gap of that kind; null for other choices.</param>
/// <param name="HasGaps">Those with any gap, or with none; null for all.</param>
internal sealed record CoverageFilter(CoverageGapKind? Kind, bool? HasGaps)
{
    /// <summary>All of them.</summary>
    public static readonly CoverageFilter All = new(null, null);

    /// <summary>Those with a gap.</summary>
    public static readonly CoverageFilter WithGaps = new(null, HasGaps: true);

    /// <summary>Those without a gap.</summary>
    public static readonly CoverageFilter Well = new(null, HasGaps: false);

    /// <summary>Those with a gap of that kind.</summary>
    public static CoverageFilter Of(CoverageGapKind kind) => new(kind, null);

    /// <summary>Whether the municipality is shown.</summary>
    public bool Includes(MunicipalityCoverage coverage) =>
        Kind is { } kind ? coverage.Has(kind) : HasGaps is not { } gaps || coverage.Gaps.IsEmpty != gaps;
}
