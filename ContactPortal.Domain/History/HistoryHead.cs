using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.History;

/// <summary>
/// The end of an organisation's hash chain: its number shows whether anything changed, its hash goes into the next entry's.
/// </summary>
public sealed class HistoryHead
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long Number { get; internal set; }

    /// <summary>The newest entry's hash; empty before the first.</summary>
    public byte[] Hash { get; internal set; } = [];
}
