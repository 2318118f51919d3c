using ContactPortal.Domain.Contacts;
using CsCheck;

namespace ContactPortal.Tests.Contacts;

public sealed class MergeTests
{
    [Fact]
    public void AnyTwoSides_Merged_LoseNoFieldOfEitherUnseen() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any, ContactValuesGen.Any).Sample((seen, theirs, mine) =>
        {
            var merge = Merge.Of(seen, theirs, mine);
            var (before, other, own) = (seen.Normalised(), theirs.Normalised(), mine.Normalised());
            foreach (var field in ContactValuesGen.Fields)
            {
                var merged = merge.Values[field];
                var asked = merge.Conflicts.Any(c => c.Field == field && c.Theirs == other[field] && c.Mine == own[field]);
                if (other[field] != before[field] && merged != other[field])
                    Assert.True(asked, $"Their {field} \"{other[field]}\" is gone.");
                if (own[field] != before[field] && merged != own[field])
                    Assert.True(asked, $"My {field} \"{own[field]}\" is gone.");
                if (other[field] == before[field] && own[field] == before[field])
                    Assert.Equal(before[field], merged);
            }
        });

    [Fact]
    public void BothSidesAlike_Merged_AreThatAndAskNothing() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any).Sample((seen, both) =>
        {
            var merge = Merge.Of(seen, both, both);
            Assert.Empty(merge.Conflicts);
            Assert.Empty(merge.FromTheirs);
            Assert.Equal(both.Normalised(), merge.Values);
        });

    [Fact]
    public void OneSideUnchanged_Merged_IsTheOtherSide() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any).Sample((seen, changed) =>
        {
            Assert.Equal(changed.Normalised(), Merge.Of(seen, seen, changed).Values);
            var theirs = Merge.Of(seen, changed, seen);
            Assert.Equal(changed.Normalised(), theirs.Values);
            Assert.Equal(changed.Normalised().DifferencesFrom(seen.Normalised()), theirs.FromTheirs);
        });

    [Fact]
    public void ChangesOfDifferentFields_MergedInEitherOrder_AreTheSame() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any, Gen.Int[0, (1 << ContactValuesGen.Fields.Length) - 1])
            .Sample((seen, wanted, mask) =>
        {
            var (one, other) = (seen, seen);
            for (var i = 0; i < ContactValuesGen.Fields.Length; i++)
            {
                var field = ContactValuesGen.Fields[i];
                if ((mask & (1 << i)) != 0)
                    one = one.With(field, wanted[field]);
                else
                    other = other.With(field, wanted[field]);
            }

            var (first, second) = (Merge.Of(seen, one, other), Merge.Of(seen, other, one));
            Assert.Empty(first.Conflicts);
            Assert.Empty(second.Conflicts);
            Assert.Equal(first.Values, second.Values);
            Assert.Equal(wanted.Normalised(), first.Values);
        });

    [Fact]
    public void SameFieldChangedDifferently_Merged_IsAConflictThatShowsBoth()
    {
        var seen = ValidValues();
        var merge = Merge.Of(seen, seen with { Mobile = "28123456" }, seen with { Mobile = "28 12 34 57" });
        Assert.Equal([new(ContactField.Mobile, "+4528123456", "+4528123457")], merge.Conflicts);
    }

    [Fact]
    public void SameNumberInTwoSpellings_Merged_IsNoConflict() =>
        Assert.Empty(
            Merge.Of(
                ValidValues(), ValidValues() with { Mobile = "+4528123456" }, ValidValues() with { Mobile = "28 12 34 56" }).Conflicts);
}
