using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Scale;

/// <summary>Saves a draft: <see cref="ContactService"/>, or a mutant of it.</summary>
internal delegate Task<SaveOutcome> Save(Actor actor, ContactDraft draft);

/// <summary>
/// A client that edits at random: opens and abandons contacts, types, receives others' changes or not, saves, resolves conflicts, sends
/// twice, undoes, replaces persons. Records what it was shown and what was acknowledged.
/// </summary>
internal sealed class RandomClient(PortalUnderTest portal, Actor actor, IReadOnlyList<Person> persons, Random random, Save save)
{
    private static readonly string[] Phones = ["", "28 12 34 56", "28123457", "+4533663366", "98765432"];
    private static readonly string[] Types = [Amfora, Raadighed, Resultat];

    private readonly List<Acknowledged> acknowledged = [];
    private readonly HashSet<Guid> refused = [];
    private readonly HashSet<ContactField> typed = [];
    private readonly Dictionary<ContactField, string> known = [];
    private ContactDraft? draft;

    /// <summary>The acknowledged saves that changed something.</summary>
    public IReadOnlyList<Acknowledged> Acknowledged => acknowledged;

    /// <summary>The ids of the refused saves.</summary>
    public IReadOnlySet<Guid> Refused => refused;

    /// <summary>Performs one random action.</summary>
    public Task StepAsync() => random.Next(100) switch
    {
        < 8 => CreateAsync(),
        < 14 when acknowledged.Count > 0 => UndoAsync(acknowledged[random.Next(acknowledged.Count)]),
        < 34 => OpenAsync(),
        < 64 => TypeAsync(),
        < 74 => ReceiveUpdateAsync(),
        < 79 => ReplacePersonAsync(),
        _ => SaveAsync(),
    };

    private async Task CreateAsync()
    {
        Reset();
        var person = persons[random.Next(persons.Count)];
        draft = ADraftOf(person) with { SaveId = Id() };
        typed.UnionWith([ContactField.Rid, ContactField.Name, ContactField.Email]);
        await SaveAsync();
    }

    private async Task OpenAsync()
    {
        Reset();
        var all = await ContactsAsync();
        if (all.Count == 0)
            return;
        draft = ContactDraft.Of(all[random.Next(all.Count)]);
        RecordShown();
    }

    private Task TypeAsync()
    {
        if (draft is null)
            return OpenAsync();
        switch (random.Next(6))
        {
            case 0:
                Type(ContactField.Name, random.Next(4) == 0 ? persons[random.Next(persons.Count)].Name : $"Navn {random.Next(4)}");
                break;
            case 1:
                Type(ContactField.Email, $"mail.{random.Next(4)}@kommune.example");
                break;
            case 2:
                Type(ContactField.Mobile, Phones[random.Next(Phones.Length)]);
                break;
            case 3:
                Type(ContactField.Phone, Phones[random.Next(Phones.Length)]);
                break;
            case 4:
                Type(ContactField.ResponsibilityFor(Types[random.Next(Types.Length)]), random.Next(2) == 0 ? "true" : "false");
                break;
            default:
                Type(ContactField.Deactivated, random.Next(2) == 0 ? "true" : "false");
                break;
        }

        return Task.CompletedTask;
    }

    private Task ReplacePersonAsync()
    {
        if (draft is not { IsNew: false })
            return Task.CompletedTask;
        Become(persons[random.Next(persons.Count)]);
        return Task.CompletedTask;
    }

    /// <summary>Receives what others saved; sometimes resolves the conflicts at once.</summary>
    private async Task ReceiveUpdateAsync()
    {
        if (draft?.ContactId is { } id && await portal.FindAsync(actor.Organisation, id) is { } newest)
            Receive(newest);
        if (random.Next(2) == 0)
            Decide();
    }

    private async Task SaveAsync()
    {
        if (draft is null)
            return;
        var sent = draft;
        var outcome = await save(actor, sent);
        switch (outcome)
        {
            case SaveOutcome.Saved saved:
                Acknowledge(sent.SaveId, saved);
                if (random.Next(4) == 0 && !saved.Changed.IsEmpty)
                    Assert.Equal(saved.Contact.Id, (await save(actor, sent)).Is<SaveOutcome.Saved>().Contact.Id);
                Reset();
                break;
            case SaveOutcome.Conflict refusal:
                refused.Add(sent.SaveId);
                Receive(refusal.Contact);
                Decide();
                break;
            case SaveOutcome.NeedsPersonConfirmation meant when random.Next(2) == 0:
                refused.Add(sent.SaveId);
                Become(meant.Person);
                break;
            case SaveOutcome.NeedsPersonConfirmation:
                refused.Add(sent.SaveId);
                draft = sent with { SamePerson = true, SaveId = Id() };
                break;
            default:
                refused.Add(sent.SaveId);
                Reset();
                break;
        }
    }

    private async Task UndoAsync(Acknowledged save)
    {
        var undo = new UndoRequest(save.Contact.Id, save.Contact.Version, Id());
        var outcome = await portal.UndoAsync(actor, undo);
        if (outcome is not SaveOutcome.Saved { Changed.IsEmpty: false } undone)
        {
            refused.Add(undo.SaveId);
            return;
        }

        // An undo has been shown the values that the save made, and wants the previous ones.
        var wanted = save.Changed.ToDictionary(f => f, f => save.Known.GetValueOrDefault(f, ContactValues.Empty[f]));
        var seen = save.Changed.ToDictionary(f => f, f => save.Contact.Values[f]);
        if (undone.Changed.SequenceEqual([ContactField.Deactivated]) && undone.Contact.Values.Deactivated
            && !save.Changed.Contains(ContactField.Deactivated))
        {
            (wanted, seen) = (new() { [ContactField.Deactivated] = "true" }, new() { [ContactField.Deactivated] = "false" });
        }

        acknowledged.Add(new(undo.SaveId, undone.Contact, undone.Changed, wanted, seen));
        if (random.Next(4) == 0)
            Assert.Equal(undone.Contact.Id, (await portal.UndoAsync(actor, undo)).Is<SaveOutcome.Saved>().Contact.Id);
    }

    private void Acknowledge(Guid saveId, SaveOutcome.Saved saved)
    {
        // A save with an unresolved conflict succeeds when the other's value was undone meanwhile: it then replaces the value that the
        // person began with.
        foreach (var conflict in draft!.Conflicts)
            known[conflict.Field] = Stored(conflict.Field, draft.Seen[conflict.Field]);
        if (!saved.Changed.IsEmpty)
            acknowledged.Add(
                new(
                    saveId, saved.Contact, saved.Changed, typed.ToDictionary(f => f, f => Stored(f, draft!.Typed[f])),
                    new Dictionary<ContactField, string>(known)));
    }

    private void Become(Person person)
    {
        Type(ContactField.Rid, person.Rid.Digits);
        Type(ContactField.Name, person.Name);
        Type(ContactField.Email, person.Email);
    }

    private void Type(ContactField field, string value)
    {
        draft = draft!.With(field, value) with { SaveId = Id() };
        typed.Add(field);
    }

    private void Receive(ContactView newest)
    {
        var before = draft!;
        draft = before.MergeUpdate(newest) with { SaveId = Id() };

        // A field whose text the update replaced counts as shown, not typed; so does one in which both entered the same.
        var alike = typed.Where(f => Stored(f, draft.Typed[f]) == newest.Values[f]).ToList();
        typed.ExceptWith(draft.Typed.DifferencesFrom(before.Typed));
        RecordShown();
        foreach (var field in alike)
            known[field] = newest.Values[field];
    }

    private void Decide()
    {
        foreach (var conflict in draft?.Conflicts ?? [])
        {
            if (random.Next(2) == 0)
            {
                draft = draft!.AcceptTheirs(conflict);
                typed.Remove(conflict.Field);
            }
            else
            {
                draft = draft!.KeepMine(conflict);
            }

            draft = draft with { SaveId = Id() };
        }
    }

    /// <summary>Records what the page shows: the untouched fields, and the others' values beside the touched ones.</summary>
    private void RecordShown()
    {
        foreach (var field in draft!.Typed.DifferencesFrom(ContactValues.Empty).Union(known.Keys).Except(typed))
            known[field] = Stored(field, draft.Typed[field]);
        foreach (var conflict in draft.Conflicts)
            known[conflict.Field] = Stored(conflict.Field, conflict.Theirs);
    }

    private void Reset()
    {
        draft = null;
        typed.Clear();
        known.Clear();
    }

    private async Task<IReadOnlyList<ContactView>> ContactsAsync() => await RandomHistory.ContactsAsync(portal, actor.Organisation);

    private Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private static string Stored(ContactField field, string value) => ContactValues.Empty.With(field, value).Normalised()[field];
}
