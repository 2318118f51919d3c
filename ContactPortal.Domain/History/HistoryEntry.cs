using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.History;

/// <summary>
/// An entry of an organisation's history: who changed what, and when (K16). Entries are only appended; each carries a hash over itself and
/// the previous entry. Personal data enters the hash as a salted digest, so that it can be erased later without breaking the chain (O5).
/// </summary>
public sealed class HistoryEntry
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The number of the change in its organisation, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The id of what was changed: the contact's, or for rights the person's UUID.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The kind of change.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>The id of the save, by which a repeated one is recognised (K13).</summary>
    public required Guid SaveId { get; init; }

    /// <summary>When the change was made, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The UUID of the person who did it.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The name of the person who did it; null once erased.</summary>
    public required string? ActorName { get; init; }

    /// <summary>The fields with their old and new values, as JSON; null once erased.</summary>
    public required string? Changes { get; init; }

    /// <summary>Random bytes in the digest, so that erased names and values cannot be recovered by guessing; null once erased.</summary>
    public required byte[]? Salt { get; init; }

    /// <summary>The digest of salt, actor's name and changes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The hash of this entry and the previous one's hash.</summary>
    public required byte[] Hash { get; init; }
}
