using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Contacts;

/// <summary>The outcome of a save. Only <see cref="Saved"/> may have changed anything.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>Saved durably.</summary>
    /// <param name="Contact">The contact as it stands now.</param>
    /// <param name="Changed">The fields that this save changed; none when nothing was different.</param>
    /// <param name="Merged">The fields that somebody else changed meanwhile, whose values are kept (K13).</param>
    public sealed record Saved(
        ContactView Contact, ImmutableArray<ContactField> Changed, ImmutableArray<ContactField> Merged) : SaveOutcome;

    /// <summary>Values that are invalid (K14).</summary>
    /// <param name="Errors">The errors, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<ValidationError> Errors) : SaveOutcome;

    /// <summary>The RID is already another contact's, possibly a deactivated one (K10).</summary>
    /// <param name="Contact">That contact.</param>
    public sealed record AlreadyContact(ContactView Contact) : SaveOutcome;

    /// <summary>
    /// Name or e-mail are those of another person in the directory, but the RID is unchanged: the user must confirm (K6).
    /// </summary>
    /// <param name="Person">The other person.</param>
    public sealed record NeedsPersonConfirmation(Person Person) : SaveOutcome;

    /// <summary>Somebody else changed the same field to another value meanwhile (K13).</summary>
    /// <param name="Contact">The contact as it stands now.</param>
    public sealed record Conflict(ContactView Contact) : SaveOutcome;

    /// <summary>The actor's organisation has no such contact, or the actor may not change it; indistinguishable (O1).</summary>
    public sealed record NotFound : SaveOutcome;

    /// <summary>Maps each outcome; a missing case does not compile.</summary>
    public T Match<T>(
        Func<Saved, T> saved, Func<Invalid, T> invalid, Func<AlreadyContact, T> alreadyContact,
        Func<NeedsPersonConfirmation, T> needsPersonConfirmation, Func<Conflict, T> conflict, Func<NotFound, T> notFound) => this switch
        {
            Saved outcome => saved(outcome),
            Invalid outcome => invalid(outcome),
            AlreadyContact outcome => alreadyContact(outcome),
            NeedsPersonConfirmation outcome => needsPersonConfirmation(outcome),
            Conflict outcome => conflict(outcome),
            NotFound outcome => notFound(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
