using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>Determines the person that a contact's new values refer to, or why they are refused (K6, K10).</summary>
internal static class ContactHolderResolver
{
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, string?, string?, CancellationToken, Task<Person?>>>
        NamesakeQuery = new(() => EF.CompileAsyncQuery(
            (PortalDb db, OrganisationCode organisation, Guid person, string? name, string? email, CancellationToken cancellationToken) =>
                db.Persons.AsNoTracking()
                    .Where(p => p.Organisation == organisation && p.LeftAt == null && p.Id != person
                        && (p.Name == name || p.Email == email))
                    .OrderBy(p => p.Id)
                    .FirstOrDefault()));

    private static readonly ValidationError RidUnknown = new(ContactField.Rid, ContactError.RidUnknown);

    /// <summary>The person's UUID, or the refusal. The values must be valid.</summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="actor">Who saves; only this organisation's persons and contacts are searched.</param>
    /// <param name="contact">The stored contact; null for a new one.</param>
    /// <param name="values">The new values.</param>
    /// <param name="samePerson">Whether the user has confirmed that no other person is namesake.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<(SaveOutcome? Refusal, Guid PersonId)> ResolveAsync(
        PortalDb db, Actor actor, Contact? contact, ContactValues values, bool samePerson, CancellationToken cancellationToken)
    {
        // An unchanged RID means the present person, even if the RID has been reissued to somebody else since.
        if (contact?.Rid == values.Rid)
        {
            if (samePerson || await FindNamesakeAsync(db, actor, contact, values, cancellationToken) is not { } namesake)
                return (null, contact.PersonId);

            // The RID has been reissued to the namesake: the contact changes to that person, since there is no other RID to confirm.
            if (PersonKey.Of(namesake) != values.Rid)
                return (new SaveOutcome.NeedsPersonConfirmation(namesake), default);
        }

        if (await PersonKey.FindAsync(db, actor.Organisation, values.Rid, cancellationToken) is not { } person)
        {
            // A person who has left cannot be chosen, but may still be a contact (P5).
            return await FindByStoredRidAsync(db, actor, values.Rid, cancellationToken) is { } sameRid && sameRid.Id != contact?.Id
                ? (new SaveOutcome.AlreadyContact(ContactView.Of(sameRid)), default)
                : (new SaveOutcome.Invalid([RidUnknown]), default);
        }

        return await db.Contacts.SingleOrDefaultAsync(
            c => c.Organisation == actor.Organisation && c.PersonId == person.Id, cancellationToken) is { } other
            && other.Id != contact?.Id
            ? (new SaveOutcome.AlreadyContact(ContactView.Of(other)), default)
            : (null, person.Id);
    }

    /// <summary>
    /// Adds the error of an unknown RID to other validation errors, so that the user sees all of them at once.
    /// </summary>
    public static async Task<ImmutableArray<ValidationError>> WithUnknownRidAsync(
        PortalDb db, Actor actor, Contact? contact, ContactValues values, ImmutableArray<ValidationError> errors,
        CancellationToken cancellationToken) =>
        errors.All(error => error.Field != ContactField.Rid)
            && contact?.Rid != values.Rid
            && await FindByStoredRidAsync(db, actor, values.Rid, cancellationToken) is null
            && await PersonKey.FindAsync(db, actor.Organisation, values.Rid, cancellationToken) is null
            ? errors.Insert(0, RidUnknown)
            : errors;

    // By the RID that the contact stores: the person may have left, and no longer be found by it.
    private static Task<Contact?> FindByStoredRidAsync(PortalDb db, Actor actor, string key, CancellationToken cancellationToken) =>
        db.Contacts.OrderBy(c => c.Id).FirstOrDefaultAsync(c => c.Organisation == actor.Organisation && c.Rid == key, cancellationToken);

    /// <summary>Another person in the directory whose name or e-mail address was entered for the contact, or null (K6).</summary>
    private static async Task<Person?> FindNamesakeAsync(
        PortalDb db, Actor actor, Contact contact, ContactValues values, CancellationToken cancellationToken)
    {
        var (name, email) = (values.Name == contact.Name ? null : values.Name, values.Email == contact.Email ? null : values.Email);
        return name is null && email is null
            ? null
            : await NamesakeQuery.For(db)(db, actor.Organisation, contact.PersonId, name, email, cancellationToken);
    }
}
