using System.Collections.Immutable;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Decides whose sign-in it is: by issuer and subject, else by professional UUID, else by RID; never by name or e-mail (P2). Pure.
/// </summary>
internal static class SignInRules
{
    /// <param name="identity">What the provider says.</param>
    /// <param name="persons">
    /// The entries, in whatever organisation, of everybody who has or had that subject, and those of the sign-in's organisation who have or
    /// had that UUID or RID.
    /// </param>
    /// <param name="issuers">Whose word counts for whom.</param>
    public static SignInMatch Match(ExternalIdentity identity, ImmutableArray<Person> persons, IssuerOptions issuers)
    {
        if (!identity.IsKeepable)
            return Refused(SignInRefusal.IdentityIncomplete);

        // Whoever works for several has one id in all of them: the subject of one is the person's in each.
        var bySubject = persons.Where(p => IsSubjectOf(identity, p)).Select(p => p.Id).ToHashSet();
        if (identity.Organisation is not { } organisation)
            return identity.Cvr is null ? WithoutOrganisation(identity, persons, bySubject, issuers) : Refused(SignInRefusal.UnknownOrganisation);
        if (!issuers.MaySpeakFor(identity.Issuer, organisation))
            return Refused(SignInRefusal.IssuerNotTrusted);

        var here = persons.Where(p => p.Organisation == organisation).ToImmutableArray();
        var active = here.Where(p => p.LeftAt is null).ToImmutableArray();
        if (active.FirstOrDefault(p => bySubject.Contains(p.Id)) is { } known)
            return Answer(known, known.SubjectOf(identity.Issuer) is { } subject && subject.Value != identity.Subject ? IdentityMismatch.OtherSubject : null);
        if (identity.ProfessionalUuid is { } uuid && active.FirstOrDefault(p => p.ProfessionalUuid == uuid) is { } byUuid)
            return Answer(byUuid, MismatchByUuid(identity, byUuid, active));
        if (identity.Rid is { } rid && active.FirstOrDefault(p => p.Rid == rid) is { } byRid)
            return Answer(byRid, MismatchByRid(identity, byRid));
        return here.FirstOrDefault(p => p.LeftAt is not null && IsLikely(identity, p, bySubject)) is { } left
            ? Answer(left, IdentityMismatch.LeftPerson)
            : new SignInMatch.Unknown(organisation);
    }

    private static SignInMatch WithoutOrganisation(
        ExternalIdentity identity, ImmutableArray<Person> persons, HashSet<Guid> bySubject, IssuerOptions issuers)
    {
        // Where it was bound comes before where the person works too.
        var theirs = persons.Where(p => bySubject.Contains(p.Id) && issuers.MaySpeakFor(identity.Issuer, p.Organisation))
            .OrderBy(p => p.SubjectOf(identity.Issuer)?.From ?? DateTimeOffset.MaxValue).ThenBy(p => p.Organisation)
            .ToList();
        if (theirs.Find(p => p.LeftAt is null) is { } person)
            return Answer(person, null);
        return Refused(
            theirs.Count > 0 ? SignInRefusal.PersonLeft
            : bySubject.Count > 0 ? SignInRefusal.IssuerNotTrusted
            : SignInRefusal.NoOrganisation);
    }

    private static IdentityMismatch? MismatchByUuid(ExternalIdentity identity, Person person, ImmutableArray<Person> active) =>
        MismatchOfSubject(identity, person)
        ?? (identity.Rid is { } rid && active.Any(p => p.Id != person.Id && p.Rid == rid) ? IdentityMismatch.OtherRid : null);

    private static IdentityMismatch? MismatchByRid(ExternalIdentity identity, Person person) =>
        identity.ProfessionalUuid is { } uuid && person.ProfessionalUuid is { } known && known != uuid
            ? IdentityMismatch.OtherUuid
            : MismatchOfSubject(identity, person);

    // Not the one that was looked for: that would have been found by itself.
    private static IdentityMismatch? MismatchOfSubject(ExternalIdentity identity, Person person) =>
        person.SubjectOf(identity.Issuer) is not null ? IdentityMismatch.OtherSubject
        : person.IsBound ? IdentityMismatch.OtherIssuer
        : null;

    private static bool IsLikely(ExternalIdentity identity, Person person, HashSet<Guid> bySubject) =>
        bySubject.Contains(person.Id)
        || (identity.ProfessionalUuid is { } uuid && person.ProfessionalUuid == uuid)
        || (identity.Rid is { } rid && person.Rid == rid);

    private static bool IsSubjectOf(ExternalIdentity identity, Person person) => person.SubjectOf(identity.Issuer)?.Value == identity.Subject;

    private static SignInMatch Answer(Person person, IdentityMismatch? mismatch) => mismatch is { } reason
        ? new SignInMatch.Question(person.Organisation, person.Id, reason)
        : new SignInMatch.Matched(person.Id, person.Organisation);

    private static SignInMatch.Refused Refused(SignInRefusal reason) => new(reason);
}
