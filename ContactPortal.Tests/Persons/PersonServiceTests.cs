using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Tests.Persons;

/// <summary>The commands of the directory (P4).</summary>
public sealed class PersonServiceTests
{
    internal const string Uuid = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    /// <summary>Anne Holm with RID and UUID, as an administrator types them.</summary>
    internal static readonly PersonDraft NewPerson = new()
    {
        Typed = new()
        {
            Name = "  Anne   Holm ", Email = "anne@kommune.example", Rid = "12345678",
            ProfessionalUuid = $"urn:uuid:{Uuid.ToUpperInvariant()}",
        },
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_SavedWithoutLeaving_DoesNotReadTheAgencysPersons()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var birthe = await portal.AddAdministratorAsync();
        var recorder = new OrganisationRecorder();
        await using var recorded = portal.AnotherProcess(recorder);
        var anne = (await recorded.SavedPersonAsync(
            birthe, new() { Typed = new() { Name = "Anne Holm", Email = "anne@kommune.example", Rid = "77000001" } })).Person;
        await recorded.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Name, "Anne Lund"));
        Assert.Contains(Aarhus.Value, recorder.Organisations);
        Assert.DoesNotContain(OrganisationCode.Agency.Value, recorder.Organisations);
        await recorded.MarkLeftAsync(birthe, anne.Id);
        Assert.Contains(OrganisationCode.Agency.Value, recorder.Organisations);
    }

    [Theory, EveryDatabase]
    public async Task NewPerson_Saved_IsInTheDirectoryAndTheHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var saved = await portal.SavedPersonAsync(birthe, NewPerson);
        Assert.Equal(
            new PersonValues { Name = "Anne Holm", Email = "anne@kommune.example", Rid = "12345678", ProfessionalUuid = Uuid },
            saved.Person.Values);
        Assert.Equal(saved.Person.Id, (await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken))?.Id);
        Assert.Equal(saved.Person, Assert.Single(await portal.Directory.AllAsync(birthe, CancellationToken), p => p.Id == saved.Person.Id));
        var entry = Assert.Single(await portal.HistoryAsync(Aarhus));
        Assert.Equal((HistoryKind.PersonAdded, saved.Person.Id, entry.Number), (entry.Kind, entry.Subject, saved.Person.Version));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        // A repeated save adds no other person.
        Assert.Equal(saved.Person, (await portal.SavedPersonAsync(birthe, NewPerson)).Person);
        Assert.Single(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task InvalidValues_Saved_AreRefusedWithTheirErrors(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        Person holder = APerson().Named("Ali Khan").WithRid("22222222").Build()
            .Identify(PersonIdentifierKind.ProfessionalUuid, Uuid, DateTimeOffset.UnixEpoch);
        await portal.AddAsync(holder);
        (Func<PersonValues, PersonValues> Change, PersonValidationError Error)[] cases =
        [
            (v => v with { Name = "" }, new(PersonField.Name, PersonError.NameMissing)),
            (v => v with { Name = new('x', 101) }, new(PersonField.Name, PersonError.NameTooLong)),
            (v => v with { Name = "Anne\u202eHolm" }, new(PersonField.Name, PersonError.NameNotPlain, "Anne\u202e")),
            (v => v with { Email = "" }, new(PersonField.Email, PersonError.EmailMissing)),
            (v => v with { Email = "anne" }, new(PersonField.Email, PersonError.EmailMalformed)),
            (v => v with { Rid = "1234" }, new(PersonField.Rid, PersonError.RidMalformed)),
            (v => v with { Rid = "", ProfessionalUuid = "" }, new(PersonField.Rid, PersonError.IdentifierMissing)),
            (v => v with { ProfessionalUuid = "nej" }, new(PersonField.ProfessionalUuid, PersonError.UuidMalformed)),
            (v => v with { ProfessionalUuid = "", Rid = "22222222" }, new(PersonField.Rid, PersonError.RidTaken, "Ali Khan")),
            (v => v, new(PersonField.ProfessionalUuid, PersonError.UuidTaken, "Ali Khan")),
        ];
        foreach (var (change, error) in cases)
        {
            var outcome = await portal.SavePersonAsync(birthe, NewPerson with { Typed = change(NewPerson.Typed), SaveId = Guid.NewGuid() });
            Assert.Equal([error], Assert.IsType<PersonOutcome.Invalid>(outcome).Errors);
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task TwoAdministrators_SaveTheSamePerson_AreMergedByFieldAndConflictInTheSameField(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = (await portal.SavedPersonAsync(birthe, NewPerson)).Person;
        await portal.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Name, "Anne Holm-Lund"));
        var merged = await portal.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Email, "ahl@kommune.example"));
        Assert.Equal(("Anne Holm-Lund", "ahl@kommune.example"), (merged.Person.Values.Name, merged.Person.Values.Email));
        Assert.Equal([PersonField.Name], merged.Merged);

        var third = PersonDraft.Of(anne).With(PersonField.Name, "Anne Dam");
        var theirs = Assert.IsType<PersonOutcome.Conflict>(await portal.SavePersonAsync(birthe, third)).Person;
        third = third.MergeUpdate(theirs);
        var conflict = Assert.Single(third.Conflicts);
        Assert.Equal(new PersonConflict(PersonField.Name, "Anne Holm-Lund", "Anne Dam"), conflict);
        Assert.Equal("ahl@kommune.example", third.Typed.Email);
        Assert.Equal("Anne Dam", (await portal.SavedPersonAsync(birthe, third.KeepMine(conflict))).Person.Values.Name);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Rid_Changed_IsANewRowAndTheFormerOneIsClosed(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = (await portal.SavedPersonAsync(birthe, NewPerson)).Person;
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Rid, "87654321"));
        await using var db = await portal.ReadAsync();
        var rows = await db.PersonIdentifiers.AsNoTracking()
            .Where(i => i.PersonId == anne.Id && i.Kind == PersonIdentifierKind.Rid).OrderBy(i => i.From).ToListAsync(CancellationToken);
        Assert.Equal([("12345678", (DateTimeOffset?)portal.Clock.GetUtcNow()), ("87654321", null)], rows.Select(r => (r.Value, r.Until)));
        Assert.Null(await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Changes_Undone_RestoreTheFormerValues(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var added = (await portal.SavedPersonAsync(birthe, NewPerson)).Person;
        var changed = (await portal.SavedPersonAsync(birthe, PersonDraft.Of(added).With(PersonField.Rid, "87654321"))).Person;
        var undone = Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, changed));
        Assert.Equal(added.Values, undone.Person.Values);
        var left = await portal.MarkLeftAsync(birthe, added.Id);
        var returned = Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, left)).Person;
        Assert.Equal(added.Values, returned.Values);
        Assert.Equal(added.Id, (await portal.Directory.FindAsync(AnActor(), "12345678", CancellationToken))?.Id);

        // A change that was changed again is not undone; undoing the addition marks the person as left.
        Assert.IsType<PersonOutcome.Conflict>(await UndoAsync(portal, birthe, changed));
        Assert.True(Assert.IsType<PersonOutcome.Saved>(await UndoAsync(portal, birthe, added)).Person.Values.HasLeft);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task ActorWhoIsNoAdministrator_ChangesPersons_GetsNotFound(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var ali = await portal.AddActorAsync(APerson());
        Actor[] actors =
        [
            ali, ali with { Role = Role.LocalAdministrator }, birthe with { Role = Role.Agency }, birthe with { Organisation = Roskilde },
            await portal.AddActorAsync(APerson().In(Roskilde).LocalAdministrator()) with { Organisation = Aarhus },
        ];
        foreach (var actor in actors)
        {
            Assert.IsType<PersonOutcome.NotFound>(await portal.SavePersonAsync(actor, NewPerson with { SaveId = Guid.NewGuid() }));
            Assert.IsType<PersonOutcome.NotFound>(await Service(portal).MarkLeftAsync(actor, birthe.PersonId, CancellationToken));
            Assert.IsType<PersonOutcome.NotFound>(await UndoAsync(portal, actor, PersonEntry.Of(APerson())));
            Assert.Empty(await portal.Directory.AllAsync(actor, CancellationToken));
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
    }

    [Theory, EveryDatabase]
    public async Task PersonWithoutRid_BecomesAContact_IsNamedByTheUuid(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anne = (await portal.SavedPersonAsync(birthe, NewPerson with { Typed = NewPerson.Typed with { Rid = "" } })).Person;
        var draft = new ContactDraft
        {
            Typed = new() { Rid = Uuid.ToUpperInvariant(), Name = "Anne Holm", Email = "anne@kommune.example" },
        };
        var saved = await portal.SavedAsync(AnActor(), draft);
        Assert.Equal((anne.Id, Uuid), (saved.PersonId, saved.Values.Rid));
        var byId = draft with { SaveId = Guid.NewGuid(), Typed = draft.Typed with { Rid = $"{anne.Id}" } };
        Assert.IsType<SaveOutcome.AlreadyContact>(await portal.SaveAsync(AnActor(), byId));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task Person_ChangedInTheDatabaseOnly_IsAVerificationFault(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = (await portal.SavedPersonAsync(await portal.AddAdministratorAsync(), NewPerson)).Person;
        await portal.TamperAsync($"""UPDATE "PersonIdentifiers" SET "Value" = '99999999' WHERE "Kind" = 'Rid' AND "Value" = '12345678'""");
        Assert.Equal(
            [new(Aarhus, anne.Version, HistoryFaultKind.WrongPerson)], (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private static PersonService Service(PortalUnderTest portal) => portal.Get<PersonService>();

    private static Task<PersonOutcome> UndoAsync(PortalUnderTest portal, Actor actor, PersonEntry person) =>
        Service(portal).UndoAsync(actor, new(person.Id, person.Version, Guid.NewGuid()), CancellationToken);

    /// <summary>Records the organisations that queries of persons ask for.</summary>
    private sealed class OrganisationRecorder : DbCommandInterceptor
    {
        public ConcurrentBag<long> Organisations { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
                && command.CommandText.Contains("\"Persons\"", StringComparison.Ordinal))
            {
                // A constant of the query stands in its text.
                if (command.CommandText.Contains("\"Organisation\" = 0", StringComparison.Ordinal))
                    Organisations.Add(0);
                foreach (DbParameter parameter in command.Parameters)
                {
                    if (parameter.Value is int or long)
                        Organisations.Add(Convert.ToInt64(parameter.Value, CultureInfo.InvariantCulture));
                }
            }

            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
