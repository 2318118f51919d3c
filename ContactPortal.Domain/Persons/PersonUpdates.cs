using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Shared by the commands that change persons: identifiers of others, new values, and the changes for the history.</summary>
internal static class PersonUpdates
{
    /// <summary>A UUID in the format in which it is stored; empty for null.</summary>
    public static string FormatUuid(Guid? uuid) => uuid is { } value ? IdentifierText.Of(value) : "";

    /// <summary>The e-mail address that a provider states; empty unless it is valid.</summary>
    public static string ValidEmailOrEmpty(string text) =>
        PlainText.Sanitise(text, EmailAddress.Longest) is var email && EmailAddress.IsValid(email) ? email : "";

    /// <summary>The open identifiers of the organisation's other persons that have one of the values.</summary>
    /// <param name="db">The command's own context.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="personId">The person whose own identifiers are left out; null for a new one.</param>
    /// <param name="values">The values; empty ones are ignored.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<ImmutableArray<PersonIdentifier>> FindTakenAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, IReadOnlyCollection<string> values,
        CancellationToken cancellationToken)
    {
        var present = values.Where(v => v.Length > 0).ToList();
        return present.Count == 0
            ? []
            :
            [
                .. await db.PersonIdentifiers.AsNoTracking()
                    .Where(i => i.Organisation == organisation && i.Until == null && i.PersonId != personId && present.Contains(i.Value))
                    .ToListAsync(cancellationToken),
            ];
    }

    /// <summary>
    /// The open identifiers of the organisation's other persons that a sign-in states: subject, RID and UUID, each of its kind.
    /// </summary>
    /// <param name="db">The command's own context.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="personId">The person whose own identifiers are left out; null for a new one.</param>
    /// <param name="issuer">The issuer of the sign-in.</param>
    /// <param name="subject">The subject at the issuer.</param>
    /// <param name="values">The RID and UUID; other values are ignored.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<ImmutableArray<PersonIdentifier>> FindTakenBySignInAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, string issuer, string subject, PersonValues values,
        CancellationToken cancellationToken)
    {
        var sameValue = await FindTakenAsync(
            db, organisation, personId, [subject, values.Rid, values.ProfessionalUuid], cancellationToken);
        return
        [
            .. sameValue.Where(i => i.Kind switch
            {
                PersonIdentifierKind.Subject => i.Issuer == issuer && i.Value == subject,
                PersonIdentifierKind.Rid => i.Value == values.Rid,
                PersonIdentifierKind.ProfessionalUuid => i.Value == values.ProfessionalUuid,
                PersonIdentifierKind.DirectoryId => false,
                _ => throw new ArgumentOutOfRangeException(nameof(values), i.Kind, "There is no such kind of identifier."),
            }),
        ];
    }

    /// <summary>Validates that no other person has the RID or UUID; a person who has left may share them.</summary>
    public static async Task<ImmutableArray<PersonValidationError>> ValidateUniqueAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, PersonValues values, CancellationToken cancellationToken)
    {
        if (values.HasLeft)
            return [];
        var taken = await FindTakenAsync(db, organisation, personId, [values.Rid, values.ProfessionalUuid], cancellationToken);
        var errors = ImmutableArray.CreateBuilder<PersonValidationError>();
        await AddAsync(PersonIdentifierKind.Rid, values.Rid, PersonField.Rid, PersonError.RidTaken);
        await AddAsync(PersonIdentifierKind.ProfessionalUuid, values.ProfessionalUuid, PersonField.ProfessionalUuid, PersonError.UuidTaken);
        return errors.ToImmutable();

        async Task AddAsync(PersonIdentifierKind kind, string value, PersonField field, PersonError error)
        {
            if (taken.FirstOrDefault(i => i.Kind == kind && i.Value == value) is not { } identifier)
                return;
            var holder = await db.Persons.Where(p => p.Organisation == organisation && p.Id == identifier.PersonId)
                .Select(p => p.Name).SingleAsync(cancellationToken);
            errors.Add(new(field, error, holder));
        }
    }

    /// <summary>Sets the person's values, which must be valid and normalised.</summary>
    /// <param name="person">The person.</param>
    /// <param name="values">The new values.</param>
    /// <param name="at">When they are changed.</param>
    /// <param name="taken">The identifiers of other persons, which a returning person does not get back.</param>
    public static void Apply(Person person, PersonValues values, DateTimeOffset at, ImmutableArray<PersonIdentifier> taken)
    {
        var hadLeft = person.LeftAt is not null;
        if (hadLeft && !values.HasLeft)
            person.MarkReturned(at, i => taken.Any(t => t.Kind == i.Kind && t.Issuer == i.Issuer && t.Value == i.Value));
        (person.Name, person.Email) = (values.Name, values.Email);
        if (!hadLeft || !values.HasLeft)
        {
            person.SetIdentifier(PersonIdentifierKind.Rid, values.Rid, at);
            person.SetIdentifier(PersonIdentifierKind.ProfessionalUuid, values.ProfessionalUuid, at);
        }

        if (!hadLeft && values.HasLeft)
            person.MarkLeft(at);
    }

    /// <summary>
    /// Closes the identifiers of other persons that have the subject of the request or the RID or UUID of the values, with a history entry
    /// for each of those persons.
    /// </summary>
    public static async Task CloseIdentifiersOfOthersAsync(
        PortalDb db, HistoryWriter history, AccessRequest request, PersonValues values, Guid? personId,
        CancellationToken cancellationToken)
    {
        var taken = await FindTakenBySignInAsync(
            db, request.Organisation, personId, request.Issuer, request.Subject, values, cancellationToken);
        foreach (var ofPerson in taken.GroupBy(i => i.PersonId))
        {
            var person = await db.Persons.SingleAsync(
                p => p.Organisation == request.Organisation && p.Id == ofPerson.Key, cancellationToken);
            var before = person.Values;
            foreach (var identifier in ofPerson)
                person.SetIdentifier(identifier.Kind, "", history.Timestamp, identifier.Issuer);
            person.Version = history.NextNumber;
            history.Append(person.Id, HistoryKind.PersonChanged, Guid.NewGuid(), ChangesOf(before, person.Values));
        }

        // Written first: the unique index refuses a new row with a value that is still open.
        if (!taken.IsEmpty)
            await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The kind of a change of a person who is in the directory.</summary>
    public static HistoryKind KindOf(PersonValues before, PersonValues after) =>
        before.HasLeft == after.HasLeft ? HistoryKind.PersonChanged
        : after.HasLeft ? HistoryKind.PersonLeft
        : HistoryKind.PersonReturned;

    /// <summary>The fields that differ, for the history.</summary>
    public static ImmutableArray<FieldChange> ChangesOf(PersonValues before, PersonValues after) =>
        [.. after.DifferencesFrom(before).Select(f => new FieldChange(f.Key, before[f], after[f]))];

    /// <summary>The issuer and subject of a sign-in that is bound, for the history.</summary>
    public static ImmutableArray<FieldChange> ChangesOfBinding(string issuer, string subject) =>
        [new(PersonField.Issuer.Key, "", issuer), new(PersonField.Subject.Key, "", subject)];
}
