using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;

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

    /// <summary>Whether the questions of the rules are answered with yes.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The errors that refuse it; empty when it may be written.</summary>
    /// <param name="before">The stored values; null for a new person.</param>
    /// <param name="organisations">The domains that addresses may have.</param>
    /// <param name="organisation">The person's organisation.</param>
    public ImmutableArray<PersonValidationError> Validate(
        PersonValues? before, OrganisationOptions organisations, OrganisationCode organisation)
    {
        var errors = PersonRules.Validate(Values, before)
            .RemoveAll(e => (Confirmed && PersonRules.IsQuestion(e.Error))
                || (DirectoryId is not null && e.Error is (PersonError.IdentifierMissing or PersonError.EmailMissing)));
        return errors.AddRange(PersonRules.ValidateDomain(Values, before, errors, organisations, organisation));
    }
}
