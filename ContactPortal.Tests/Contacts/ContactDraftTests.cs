using ContactPortal.Domain.Contacts;
using CsCheck;

namespace ContactPortal.Tests.Contacts;

public sealed class ContactDraftTests
{
    private static readonly Gen<(ContactDraft Draft, ContactView Theirs)> TypedAndConflicting =
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any, ContactValuesGen.Any).Select((seen, typed, theirs) =>
        {
            var contact = AContact().Build() with { Values = seen.Normalised() };
            return (ContactDraft.Of(contact) with { Typed = typed }, contact with { Version = 2, Values = theirs.Normalised() });
        });

    [Fact]
    public void ContactOpened_NothingTyped_IsNotDirty() =>
        ContactValuesGen.Any.Sample(
            values => Assert.False(ContactDraft.Of(AContact().Build() with { Values = values.Normalised() }).IsDirty));

    [Fact]
    public void NumberTypedInAnotherSpelling_Compared_IsNotTouched()
    {
        var draft = ContactDraft.Of(AContact().WithMobile("28123456").Build());
        Assert.Equal("28 12 34 56", draft.Typed.Mobile);
        Assert.False(draft.With(ContactField.Mobile, "+4528123456").IsDirty);
        Assert.Equal([ContactField.Mobile], draft.With(ContactField.Mobile, "28123457").Touched);
    }

    [Fact]
    public void AnyChangeOfOthers_Received_OverwritesNoTouchedField() =>
        TypedAndConflicting.Sample(given =>
        {
            var received = given.Draft.MergeUpdate(given.Theirs);
            foreach (var field in given.Draft.Touched)
                Assert.Equal(given.Draft.Typed[field], received.Typed[field]);
        });

    [Fact]
    public void AnyChangeOfOthers_Received_FlowsIntoEveryUntouchedField() =>
        TypedAndConflicting.Sample(given =>
        {
            var received = given.Draft.MergeUpdate(given.Theirs);
            foreach (var field in ContactValuesGen.Fields.Except(given.Draft.Touched))
                Assert.Equal(given.Theirs.Values[field], received.Typed.Normalised()[field]);
        });

    [Fact]
    public void SameFieldChangedByOthers_Received_IsAConflictThatStopsASaveUntilDecided() =>
        TypedAndConflicting.Sample(given =>
        {
            var received = given.Draft.MergeUpdate(given.Theirs);
            Assert.Equal(
                received.Conflicts.Select(c => c.Field),
                Merge.Of(received.Seen, given.Theirs.Values, received.Typed).Conflicts.Select(c => c.Field));
        });

    [Fact]
    public void EveryConflict_Taken_IsTheirsAndSettled() =>
        TypedAndConflicting.Sample(given =>
        {
            var received = given.Draft.MergeUpdate(given.Theirs);
            var settled = received.Conflicts.Aggregate(received, (draft, conflict) => draft.AcceptTheirs(conflict));
            Assert.Empty(settled.Conflicts);
            Assert.Empty(Merge.Of(settled.Seen, given.Theirs.Values, settled.Typed).Conflicts);
            foreach (var conflict in received.Conflicts)
                Assert.Equal(given.Theirs.Values[conflict.Field], settled.Typed.Normalised()[conflict.Field]);
            Assert.DoesNotContain(settled.Touched, field => received.Conflicts.Any(c => c.Field == field));
        });

    [Fact]
    public void EveryConflict_Left_IsMineAndSettled() =>
        TypedAndConflicting.Sample(given =>
        {
            var received = given.Draft.MergeUpdate(given.Theirs);
            var settled = received.Conflicts.Aggregate(received, (draft, conflict) => draft.KeepMine(conflict));
            Assert.Empty(settled.Conflicts);
            var merge = Merge.Of(settled.Seen, given.Theirs.Values, settled.Typed);
            Assert.Empty(merge.Conflicts);
            foreach (var conflict in received.Conflicts)
                Assert.Equal(given.Draft.Typed.Normalised()[conflict.Field], merge.Values[conflict.Field]);
        });

    [Fact]
    public void OneOfTwoConflicts_Decided_LeavesTheOther()
    {
        var contact = AContact().Build();
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Mit").With(ContactField.Phone, "33663366");
        var received = draft.MergeUpdate(
            contact with { Version = 2, Values = contact.Values with { Name = "Deres", Phone = "+4533663367" } });
        var settled = received.AcceptTheirs(received.Conflicts.Single(c => c.Field == ContactField.Name));
        Assert.Equal(ContactField.Phone, Assert.Single(settled.Conflicts).Field);
        Assert.Equal("Deres", settled.Typed.Name);
    }

    [Fact]
    public void TheirChangeTakenBack_Received_EndsTheConflict()
    {
        var contact = AContact().Build();
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Mit");
        var received = draft.MergeUpdate(contact with { Version = 2, Values = contact.Values with { Name = "Deres" } });
        Assert.NotEmpty(received.Conflicts);
        var again = received.MergeUpdate(contact with { Version = 3 });
        Assert.Empty(again.Conflicts);
        Assert.Equal("Mit", again.Typed.Name);
    }

    [Fact]
    public void OlderOrSameVersion_Received_ChangesNothing()
    {
        var contact = AContact().Build(version: 5);
        var draft = ContactDraft.Of(contact).With(ContactField.Name, "Mit");
        Assert.Same(draft, draft.MergeUpdate(contact with { Version = 5, Values = ValidValues() }));
        Assert.Same(draft, draft.MergeUpdate(contact with { Version = 4, Values = ValidValues() }));
    }

    [Fact]
    public void SamePersonAnswered_NameEmailOrRidTypedAgain_IsAskedAgain()
    {
        var draft = ContactDraft.Of(AContact().Build()) with { SamePerson = true };
        Assert.False(draft.With(ContactField.Name, "x").SamePerson);
        Assert.False(draft.With(ContactField.Email, "x").SamePerson);
        Assert.False(draft.With(ContactField.Rid, "x").SamePerson);
        Assert.True(draft.With(ContactField.Mobile, "x").SamePerson);
        Assert.True(draft.With(ContactField.Deactivated, ticked: true).SamePerson);
    }
}
