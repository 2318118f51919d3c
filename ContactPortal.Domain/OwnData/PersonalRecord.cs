using System.Collections.Immutable;

namespace ContactPortal.Domain.OwnData;

/// <summary>What the portal holds on a person, in all organisations, for that person alone (O4).</summary>
/// <param name="PersonId">The portal's own id of the person.</param>
/// <param name="Entries">The entries of the directory.</param>
/// <param name="Places">The contacts that the person is or was, the current ones first.</param>
/// <param name="Rights">The rights that the person holds.</param>
/// <param name="ClaimedErrors">How many errors of the newest deliveries the person has claimed, that are not resolved (D6).</param>
/// <param name="Mails">The newest mails to the person, the newest first.</param>
public sealed record PersonalRecord(
    Guid PersonId, ImmutableArray<OwnEntry> Entries, ImmutableArray<OwnPlace> Places, ImmutableArray<OwnRight> Rights, int ClaimedErrors,
    ImmutableArray<OwnMail> Mails);
