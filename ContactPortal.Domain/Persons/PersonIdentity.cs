using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>What commands on persons' identifiers have in common.</summary>
internal static class PersonIdentity
{
    /// <summary>A UUID as it is stored; empty when there is none.</summary>
    public static string TextOf(Guid? uuid) => uuid is { } known ? IdentifierText.Of(known) : "";

    /// <summary>The address when it is one; else empty.</summary>
    public static string EmailOf(string text) =>
        PlainText.Cleaned(text, EmailAddress.Longest) is var email && EmailAddress.IsValid(email) ? email : "";

    /// <summary>The open identifiers of others in the organisation that have one of those values.</summary>
    public static async Task<ImmutableArray<PersonIdentifier>> TakenAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var sought = values.Where(v => v.Length > 0).ToList();
        return sought.Count == 0
            ? []
            :
            [
                .. await db.PersonIdentifiers.AsNoTracking()
                    .Where(i => i.Organisation == organisation && i.Until == null && i.PersonId != personId && sought.Contains(i.Value))
                    .ToListAsync(cancellationToken),
            ];
    }

    /// <summary>The rules that RID and UUID break because somebody else has them.</summary>
    public static async Task<ImmutableArray<PersonValidationError>> ValidateAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, PersonValues values, CancellationToken cancellationToken)
    {
        if (values.HasLeft)
            return [];
        var taken = await TakenAsync(db, organisation, personId, [values.Rid, values.ProfessionalUuid], cancellationToken);
        var errors = ImmutableArray.CreateBuilder<PersonValidationError>();
        await AddAsync(PersonIdentifierKind.Rid, values.Rid, PersonField.Rid, PersonError.RidTaken);
        await AddAsync(PersonIdentifierKind.ProfessionalUuid, values.ProfessionalUuid, PersonField.ProfessionalUuid, PersonError.UuidTaken);
        return errors.ToImmutable();

        async Task AddAsync(PersonIdentifierKind kind, string value, PersonField field, PersonError error)
        {
            if (taken.FirstOrDefault(i => i.Kind == kind && i.Value == value) is not { } held)
                return;
            var holder = await db.Persons.Where(p => p.Organisation == organisation && p.Id == held.PersonId)
                .Select(p => p.Name).SingleAsync(cancellationToken);
            errors.Add(new(field, error, holder));
        }
    }

    /// <summary>Gives a person those values, which the rules have let through.</summary>
    public static void Apply(Person person, PersonValues values, DateTimeOffset at, ImmutableArray<PersonIdentifier> taken)
    {
        var had = person.LeftAt is not null;
        if (had && !values.HasLeft)
            person.Return(at, i => taken.Any(t => t.Kind == i.Kind && t.Issuer == i.Issuer && t.Value == i.Value));
        (person.Name, person.Email) = (values.Name, values.Email);
        if (!had || !values.HasLeft)
        {
            person.Replace(PersonIdentifierKind.Rid, values.Rid, at);
            person.Replace(PersonIdentifierKind.ProfessionalUuid, values.ProfessionalUuid, at);
        }

        if (!had && values.HasLeft)
            person.Leave(at);
    }

    /// <summary>The fields that differ, as a line of history tells of them.</summary>
    public static ImmutableArray<FieldChange> ChangesOf(PersonValues before, PersonValues after) =>
        [.. after.DifferencesFrom(before).Select(f => new FieldChange(f.Key, before[f], after[f]))];

    /// <summary>Whose sign-in it is, as a line of history tells of it.</summary>
    public static ImmutableArray<FieldChange> SubjectAs(string issuer, string subject) =>
        [new(PersonField.Issuer.Key, "", issuer), new(PersonField.Subject.Key, "", subject)];
}
