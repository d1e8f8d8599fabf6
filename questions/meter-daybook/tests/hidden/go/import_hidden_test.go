// canary: ilm-a498509cd1c7ad44
package meter

import (
	"errors"
	"reflect"
	"testing"
)

func mustMeasure(t *testing.T, text string, want ...int) {
	t.Helper()
	readings, err := ImportReadings(text)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	var got []int
	for _, reading := range readings {
		got = append(got, reading.WattHours)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func mustRefuse(t *testing.T, text string, line int) {
	t.Helper()
	readings, err := ImportReadings(text)
	var bad *BadLineError
	if !errors.As(err, &bad) || bad.Line != line {
		t.Errorf("got %v and error %v, want an error for line %d of\n%s", readings, err, line, text)
	}
}

func TestValuesAreToldFromTheSameMeterAndAddUp(t *testing.T) {
	mustMeasure(t, "DAYBOOK Wh\n@ 2026-03-30\nA-17 100\nB-02 7000\nA-17 +10\n@ 2026-03-31\nA-17 +5\nB-02 +1\n",
		100, 7000, 110, 115, 7001)
}

func TestAnEqualsSignRepeatsTheLastValue(t *testing.T) {
	mustMeasure(t, "DAYBOOK kWh\n@ 2026-03-30\nA-17 100\nB-02 9\n@ 2026-03-31\nA-17 +2\nA-17 =\nB-02 =\nA-17 +1\n",
		100_000, 9_000, 102_000, 102_000, 9_000, 103_000)
}

func TestTheUnitHoldsForTheWholeFile(t *testing.T) {
	mustMeasure(t, "DAYBOOK Wh\n@ 2026-03-30\nA-17 1204\nA-17 +3\n", 1204, 1207)
	mustMeasure(t, "DAYBOOK kWh\n@ 2026-03-30\nA-17 1,204\nA-17 +0.003\n", 1204, 1207)
}

func TestAValueInFullMayBeLessThanTheLastOne(t *testing.T) {
	mustMeasure(t, "DAYBOOK Wh\n@ 2026-03-30\nA-17 900\nA-17 3\nA-17 +2\n", 900, 3, 5)
}

func TestAValueOfZeroIsAValue(t *testing.T) {
	mustMeasure(t, "DAYBOOK Wh\n@ 2026-03-30\nA-17 0\nA-17 =\nA-17 +2\n", 0, 0, 2)
}

func TestWithoutAKnownUnitTheFirstLineIsBad(t *testing.T) {
	for _, header := range []string{"DAYBOOK", "DAYBOOK MWh", "DAYBOOK kWh Wh", "DAYBOOK KWH"} {
		mustRefuse(t, "\n# spring\n"+header+"\n@ 2026-03-30\nA-17 1\n", 3)
	}
}

func TestWithoutALastValueThereIsNothingToTellFrom(t *testing.T) {
	for _, value := range []string{"+5", "="} {
		mustRefuse(t, "DAYBOOK Wh\n@ 2026-03-30\nB-02 1\nA-17 "+value+"\n", 4)
	}
}

func TestOtherLinesAreBadAndCountedAsAnEditorDoes(t *testing.T) {
	lines := []string{"A-17", "A-17 1 2", "@", "@ today", "A-17 much", "A-17 +", "A-17 -3", "A-17 ++3", "A-17 =3"}
	for _, line := range lines {
		mustRefuse(t, "DAYBOOK kWh\n\n@ 2026-03-30\n# by hand\nA-17 1\n"+line+"\n", 6)
	}
}

func TestNoFileKnowsValuesOfAnother(t *testing.T) {
	mustMeasure(t, "DAYBOOK Wh\n@ 2026-03-30\nA-17 100\n", 100)
	mustRefuse(t, "DAYBOOK Wh\n@ 2026-03-31\nA-17 +5\n", 3)
	mustRefuse(t, "DAYBOOK Wh\nA-17 5\n", 2)
}

func TestADaybookMayHoldNoValues(t *testing.T) {
	mustMeasure(t, "DAYBOOK kWh\n@ 2026-03-30\n")
}

func TestSimilarFilesAreStillUnknown(t *testing.T) {
	for _, header := range []string{"DAYBOOKS kWh", "daybook kWh", "A DAYBOOK kWh", ""} {
		_, err := ImportReadings(header + "\n")
		var unknown *UnknownFormatError
		if !errors.As(err, &unknown) {
			t.Errorf("got error %v for %q, want an unknown format", err, header)
		}
	}
}

func TestTheNewFormatIsTheLastAndEveryExampleCanBeImported(t *testing.T) {
	var names []string
	for _, format := range Formats {
		names = append(names, format.Name())
		readings, err := ImportReadings(format.Example())
		if err != nil || len(readings) == 0 {
			t.Errorf("%s: got %v and error %v", format.Name(), readings, err)
		}
	}
	if want := []string{"semicolon", "columns", "daybook"}; !reflect.DeepEqual(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}
