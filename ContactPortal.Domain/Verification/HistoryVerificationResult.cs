using System.Collections.Immutable;

namespace ContactPortal.Domain.Verification;

/// <summary>The result of a verification.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Organisations">How many organisations' histories were read.</param>
/// <param name="Faults">The first fault of each organisation that has one.</param>
public sealed record HistoryVerificationResult(long Entries, int Organisations, ImmutableArray<HistoryFault> Faults);
