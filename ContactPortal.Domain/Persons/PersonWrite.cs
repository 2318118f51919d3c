using System.Collections.Immutable;
using ContactPortal.Domain.History;

namespace ContactPortal.Domain.Persons;

/// <summary>What a command writes to a person.</summary>
/// <param name="Values">The new values.</param>
/// <param name="Kind">The kind of the history entry.</param>
/// <param name="SaveId">The id of the save.</param>
internal sealed record PersonWrite(PersonValues Values, HistoryKind Kind, Guid SaveId)
{
    /// <summary>The fields that somebody else changed meanwhile, whose values are kept (K13).</summary>
    public ImmutableArray<PersonField> Merged { get; init; } = [];

    /// <summary>
    /// The id in the organisation's own directory; empty for none; null when the command does not state it. Whoever is known by one needs
    /// neither RID nor UUID, and no e-mail address (P8).
    /// </summary>
    public string? DirectoryId { get; init; }

    /// <summary>The errors that refuse it; empty when it may be written.</summary>
    public ImmutableArray<PersonValidationError> Validate(PersonValues? before) =>
        PersonRules.Validate(Values, before) is var errors && DirectoryId is null
            ? errors
            : errors.RemoveAll(e => e.Error is PersonError.IdentifierMissing or PersonError.EmailMissing);
}
