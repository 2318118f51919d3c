using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Matches a sign-in to a person: by issuer and subject, else by professional UUID, else by RID, else by the id in the organisation's own
/// directory, from an issuer that may state it (P8); never by name or e-mail address (P2). Pure.
/// </summary>
internal static class SignInRules
{
    /// <summary>Matches the sign-in to one of the candidates.</summary>
    /// <param name="identity">The identity that the provider asserts.</param>
    /// <param name="persons">
    /// The candidates: all persons, of any organisation, who have or had the subject, and the persons of the sign-in's organisation who
    /// have or had the UUID, the RID or the id in its directory.
    /// </param>
    /// <param name="issuers">The trusted issuers.</param>
    public static SignInMatch Match(ExternalIdentity identity, ImmutableArray<Person> persons, IssuerOptions issuers)
    {
        if (!identity.HasValidSubject)
            return Refused(SignInRefusal.IdentityIncomplete);

        // A person has the same id in every organisation, so a subject that is bound in one identifies the person in all of them.
        var bySubject = persons.Where(p => IsSubjectOf(identity, p)).Select(p => p.Id).ToHashSet();
        if (identity.Organisation is not { } organisation)
        {
            return identity.Cvr is null
                ? MatchWithoutOrganisation(identity, persons, bySubject, issuers)
                : Refused(SignInRefusal.UnknownOrganisation);
        }

        if (!issuers.IsTrusted(identity.Issuer, organisation))
            return Refused(SignInRefusal.IssuerNotTrusted);

        var ofOrganisation = persons.Where(p => p.Organisation == organisation).ToImmutableArray();
        var active = ofOrganisation.Where(p => p.LeftAt is null).ToImmutableArray();

        // Whoever is bound here comes before somebody who is bound elsewhere: the subject can be bound to one person only.
        if ((active.FirstOrDefault(p => IsSubjectOf(identity, p)) ?? active.FirstOrDefault(p => bySubject.Contains(p.Id))) is { } known)
            return MatchedOrQuestion(known, MismatchBySubject(identity, known));
        if (identity.ProfessionalUuid is { } uuid && active.FirstOrDefault(p => p.ProfessionalUuid == uuid) is { } byUuid)
            return MatchedOrQuestion(byUuid, MismatchByUuid(identity, byUuid, active) ?? MismatchByDirectory(identity, byUuid, issuers));
        if (identity.Rid is { } rid && active.FirstOrDefault(p => p.Rid == rid) is { } byRid)
            return MatchedOrQuestion(byRid, MismatchByRid(identity, byRid) ?? MismatchByDirectory(identity, byRid, issuers));
        var directoryId = DirectoryIdOf(identity, issuers);
        if (directoryId is not null && active.FirstOrDefault(p => p.DirectoryId == directoryId) is { } byDirectory)
            return MatchedOrQuestion(byDirectory, MismatchByOtherIdentifiers(identity, byDirectory));
        return ofOrganisation.FirstOrDefault(p => p.LeftAt is not null && SharesIdentifier(identity, p, bySubject, directoryId)) is { } left
            ? MatchedOrQuestion(left, IdentityMismatch.LeftPerson)
            : new SignInMatch.Unknown(organisation);
    }

    /// <summary>
    /// The person that a subject, who is nobody in that municipality, is bound to in another one; null for nobody. It is the same person,
    /// as a subject identifies one person at its issuer (P1, P2). Only issuers that are trusted for the other municipality may say so,
    /// since the person can switch to it; and the agency stands apart: its persons read every municipality, and a municipality's do not.
    /// </summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="organisation">The municipality that gets the new entry.</param>
    /// <param name="bound">The open identifiers, of all organisations, with the subject at that issuer.</param>
    /// <param name="issuers">The trusted issuers.</param>
    public static Guid? FindElsewhere(
        string issuer, OrganisationCode organisation, IEnumerable<PersonIdentifier> bound, IssuerOptions issuers) =>
        organisation == OrganisationCode.Agency
            ? null
            : bound.Where(i => i.Organisation != organisation && i.Organisation != OrganisationCode.Agency
                    && issuers.IsTrusted(issuer, i.Organisation))
                .OrderBy(i => i.From).ThenBy(i => i.Organisation)
                .FirstOrDefault()?.PersonId;

    private static SignInMatch MatchWithoutOrganisation(
        ExternalIdentity identity, ImmutableArray<Person> persons, HashSet<Guid> bySubject, IssuerOptions issuers)
    {
        // The organisation in which the sign-in was bound comes before the person's other organisations.
        var trusted = persons.Where(p => bySubject.Contains(p.Id) && issuers.IsTrusted(identity.Issuer, p.Organisation))
            .OrderBy(p => p.FindSubject(identity.Issuer)?.From ?? DateTimeOffset.MaxValue).ThenBy(p => p.Organisation)
            .ToList();
        if (trusted.Find(p => p.LeftAt is null) is { } person)
            return MatchedOrQuestion(person, mismatch: null);
        return Refused(
            trusted.Count > 0 ? SignInRefusal.PersonLeft
            : bySubject.Count > 0 ? SignInRefusal.IssuerNotTrusted
            : SignInRefusal.NoOrganisation);
    }

    // The subject may be bound in another organisation, and a different one in this one.
    private static IdentityMismatch? MismatchBySubject(ExternalIdentity identity, Person person) =>
        person.FindSubject(identity.Issuer) is { } subject && subject.Value != identity.Subject ? IdentityMismatch.OtherSubject : null;

    private static IdentityMismatch? MismatchByUuid(ExternalIdentity identity, Person person, ImmutableArray<Person> active) =>
        MismatchByBinding(identity, person)
        ?? (identity.Rid is { } rid && active.Any(p => p.Id != person.Id && p.Rid == rid) ? IdentityMismatch.OtherRid : null);

    private static IdentityMismatch? MismatchByRid(ExternalIdentity identity, Person person) =>
        identity.ProfessionalUuid is { } uuid && person.ProfessionalUuid is { } known && known != uuid
            ? IdentityMismatch.OtherUuid
            : MismatchByBinding(identity, person);

    // The directory says that the person matched by UUID or RID is not this one. A person it does not know is not contradicted by it.
    private static IdentityMismatch? MismatchByDirectory(ExternalIdentity identity, Person person, IssuerOptions issuers) =>
        DirectoryIdOf(identity, issuers) is { } id && person.DirectoryId.Length > 0 && person.DirectoryId != id
            ? IdentityMismatch.OtherDirectoryId
            : null;

    // Nobody else has the sign-in's UUID or RID: the person would have been matched by them.
    private static IdentityMismatch? MismatchByOtherIdentifiers(ExternalIdentity identity, Person person) =>
        (identity.ProfessionalUuid is { } uuid && person.ProfessionalUuid is { } knownUuid && knownUuid != uuid)
        || (identity.Rid is { } rid && person.Rid is { } knownRid && knownRid != rid)
            ? IdentityMismatch.SameDirectoryId
            : MismatchByBinding(identity, person);

    private static string? DirectoryIdOf(ExternalIdentity identity, IssuerOptions issuers) =>
        identity.Organisation is { } organisation && issuers.DirectoryIdClaimOf(identity.Issuer, organisation) is not null
            ? identity.DirectoryId
            : null;

    // A person bound to the sign-in's own subject would have been matched by it, so any binding is to another one.
    private static IdentityMismatch? MismatchByBinding(ExternalIdentity identity, Person person) =>
        person.FindSubject(identity.Issuer) is not null ? IdentityMismatch.OtherSubject
        : person.IsBound ? IdentityMismatch.OtherIssuer
        : null;

    private static bool SharesIdentifier(ExternalIdentity identity, Person person, HashSet<Guid> bySubject, string? directoryId) =>
        bySubject.Contains(person.Id)
        || (directoryId is not null && person.DirectoryId == directoryId)
        || (identity.ProfessionalUuid is { } uuid && person.ProfessionalUuid == uuid)
        || (identity.Rid is { } rid && person.Rid == rid);

    private static bool IsSubjectOf(ExternalIdentity identity, Person person) =>
        person.FindSubject(identity.Issuer)?.Value == identity.Subject;

    private static SignInMatch MatchedOrQuestion(Person person, IdentityMismatch? mismatch) => mismatch is { } reason
        ? new SignInMatch.Question(person.Organisation, person.Id, reason)
        : new SignInMatch.Matched(person.Id, person.Organisation);

    private static SignInMatch.Refused Refused(SignInRefusal reason) => new(reason);
}
