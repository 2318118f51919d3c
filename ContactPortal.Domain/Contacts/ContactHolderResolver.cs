using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Contacts;

/// <summary>Finds out who holds a contact's place once it has those values, or why that can't be (K6, K10).</summary>
internal static class ContactHolderResolver
{
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, Guid, string?, string?, CancellationToken, Task<Person?>>> NamesakeQuery = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, Guid person, string? name, string? email, CancellationToken cancellationToken) =>
            db.Persons.AsNoTracking()
                .Where(p => p.Organisation == organisation && p.Id != person && (p.Name == name || p.Email == email))
                .OrderBy(p => p.Rid)
                .FirstOrDefault()));

    private static readonly ValidationError RidUnknown = new(ContactField.Rid, ContactError.RidUnknown);

    /// <summary>The UUID of the holder, or the refusal. The values have passed the rules.</summary>
    /// <param name="db">The command's own context, within its transaction.</param>
    /// <param name="actor">Who asks; only this organisation's persons and contacts exist.</param>
    /// <param name="contact">The contact as it is; null for a new one.</param>
    /// <param name="values">What it is to become.</param>
    /// <param name="samePerson">Whether it has been answered that no other person is meant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(SaveOutcome? Refusal, Guid PersonId)> ResolveAsync(
        PortalDb db, Actor actor, Contact? contact, ContactValues values, bool samePerson, CancellationToken cancellationToken)
    {
        var rid = Rid.Parse(values.Rid);
        if (contact?.Rid == rid)
        {
            return samePerson || await FindNamesakeAsync(db, actor, contact, values, cancellationToken) is not { } meant
                ? (null, contact.PersonId)
                : (new SaveOutcome.NeedsPersonConfirmation(meant), default);
        }

        if (await db.Contacts.SingleOrDefaultAsync(c => c.Organisation == actor.Organisation && c.Rid == rid, cancellationToken) is { } other)
            return (new SaveOutcome.AlreadyContact(ContactView.Of(other)), default);

        return await FindByRidAsync(db, actor, rid, cancellationToken) is { } person
            ? (null, person.Id)
            : (new SaveOutcome.Invalid([RidUnknown]), default);
    }

    /// <summary>
    /// The broken rules of values that break some, with that of an unknown RID among them: whoever mends the others should not meet it
    /// only then.
    /// </summary>
    public static async Task<ImmutableArray<ValidationError>> WithUnknownRidAsync(
        PortalDb db, Actor actor, Contact? contact, ContactValues values, ImmutableArray<ValidationError> broken, CancellationToken cancellationToken) =>
        Rid.TryParse(values.Rid, out var rid)
            && contact?.Rid != rid
            && !await db.Contacts.AnyAsync(c => c.Organisation == actor.Organisation && c.Rid == rid, cancellationToken)
            && await FindByRidAsync(db, actor, rid, cancellationToken) is null
            ? broken.Insert(0, RidUnknown)
            : broken;

    private static Task<Person?> FindByRidAsync(PortalDb db, Actor actor, Rid rid, CancellationToken cancellationToken) =>
        db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Organisation == actor.Organisation && p.Rid == rid, cancellationToken);

    /// <summary>The other person whose name or address has been written over a contact's, if the directory has one (K6).</summary>
    private static async Task<Person?> FindNamesakeAsync(
        PortalDb db, Actor actor, Contact contact, ContactValues values, CancellationToken cancellationToken)
    {
        var (name, email) = (values.Name == contact.Name ? null : values.Name, values.Email == contact.Email ? null : values.Email);
        return name is null && email is null
            ? null
            : await NamesakeQuery.For(db)(db, actor.Organisation, contact.PersonId, name, email, cancellationToken);
    }
}
