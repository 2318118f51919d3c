using System.Collections.Immutable;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Contacts;

/// <summary>What became of a save. Everything but <see cref="Saved"/> has changed nothing.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>Saved, and durable.</summary>
    /// <param name="Contact">The contact as it stands now.</param>
    /// <param name="Changed">The fields that this save changed; none when nothing was different.</param>
    /// <param name="Merged">The fields that somebody else changed meanwhile, and that stand (K13).</param>
    public sealed record Saved(ContactView Contact, ImmutableArray<ContactField> Changed, ImmutableArray<ContactField> Merged) : SaveOutcome;

    /// <summary>Fields that break a rule (K14).</summary>
    /// <param name="Errors">The rules, in the order of the fields.</param>
    public sealed record Invalid(ImmutableArray<ValidationError> Errors) : SaveOutcome;

    /// <summary>The RID is another contact's already, perhaps a deactivated one (K10).</summary>
    /// <param name="Contact">That contact.</param>
    public sealed record AlreadyContact(ContactView Contact) : SaveOutcome;

    /// <summary>Name or e-mail are those of another person in the directory, but the RID was left: was that person meant (K6)?</summary>
    /// <param name="Person">The other person.</param>
    public sealed record NeedsPersonConfirmation(Person Person) : SaveOutcome;

    /// <summary>Somebody changed a same field differently meanwhile (K13).</summary>
    /// <param name="Contact">The contact as it stands now.</param>
    public sealed record Conflict(ContactView Contact) : SaveOutcome;

    /// <summary>There is no such contact in the actor's organisation, or the actor may not change it; the answer is the same (O1).</summary>
    public sealed record NotFound : SaveOutcome;

    /// <summary>Answers each outcome; a missing one does not compile.</summary>
    public T Match<T>(
        Func<Saved, T> saved, Func<Invalid, T> invalid, Func<AlreadyContact, T> alreadyContact, Func<NeedsPersonConfirmation, T> personMeant,
        Func<Conflict, T> overtaken, Func<NotFound, T> notYours) => this switch
        {
            Saved outcome => saved(outcome),
            Invalid outcome => invalid(outcome),
            AlreadyContact outcome => alreadyContact(outcome),
            NeedsPersonConfirmation outcome => personMeant(outcome),
            Conflict outcome => overtaken(outcome),
            NotFound outcome => notYours(outcome),
            _ => throw new InvalidOperationException($"Unknown outcome {GetType().Name}."),
        };
}
