// canary: ilm-9e500eebed2e8c5f
package pricebook

import (
	"reflect"
	"testing"
	"time"
)

func assertPrices(t *testing.T, book []Line, questions []Question, want ...int) {
	t.Helper()
	got := PricesAsNoted(book, questions)
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nasked %v\n got %v\nwant %v", book, questions, got, want)
	}
}

func TestWithoutLinesOrQuestions(t *testing.T) {
	assertPrices(t, nil, []Question{{1, 1}, {2, 2}}, NoPrice, NoPrice)
	assertPrices(t, []Line{{1, 1, 5}}, nil)
}

func TestUnderAWithdrawnPriceTheEarlierStartHoldsAgain(t *testing.T) {
	book := []Line{{1, 10, 500}, {2, 20, 600}, {3, 30, 700}, {4, 20, NoPrice}, {5, 30, NoPrice}}
	assertPrices(t, book, []Question{{3, 25}, {4, 25}, {4, 35}, {5, 35}, {5, 20}}, 600, 500, 700, 500, 500)
}

func TestAWithdrawnPriceCanBeNotedAgain(t *testing.T) {
	book := []Line{{1, 10, 500}, {2, 20, 600}, {3, 20, NoPrice}, {4, 20, 650}}
	assertPrices(t, book, []Question{{2, 20}, {3, 20}, {4, 20}}, 600, 500, 650)
}

func TestWithdrawingWhatWasNeverNotedChangesNothing(t *testing.T) {
	assertPrices(t, []Line{{1, 10, 500}, {1, 20, NoPrice}}, []Question{{1, 25}, {1, 5}}, 500, NoPrice)
}

func TestOnOneDayTheLineFurtherDownCounts(t *testing.T) {
	book := []Line{
		{2, 10, 520}, {1, 10, 500}, {2, 10, 540}, {2, 20, NoPrice}, {2, 20, 600}, {2, 30, 700}, {2, 30, NoPrice},
	}
	assertPrices(t, book, []Question{{1, 10}, {2, 10}, {2, 20}, {2, 30}}, 500, 540, 600, 600)
}

// More than twelve, since Go sorts short lists in a way that happens to be stable.
func TestOnOneDayTheLineFurtherDownCountsAmongManyToo(t *testing.T) {
	var book []Line
	for i := 0; i < 100; i++ {
		book = append(book, Line{Noted: 3 - i%2, Starts: 10, Price: i})
	}
	assertPrices(t, book, []Question{{2, 10}, {3, 10}}, 99, 98)
}

func TestAStartNotedLaterDoesNotReachFurtherBack(t *testing.T) {
	book := []Line{{1, 20, 600}, {5, 10, 500}}
	assertPrices(t, book, []Question{{5, 25}, {5, 15}, {1, 15}, {5, 9}}, 600, 500, NoPrice, NoPrice)
}

func TestAPriceOfZeroIsAPrice(t *testing.T) {
	book := []Line{{1, 0, 300}, {1, 10, 0}, {3, 10, NoPrice}}
	assertPrices(t, book, []Question{{2, 10}, {3, 10}}, 0, 300)
}

func TestAnswersComeInTheOrderOfTheQuestions(t *testing.T) {
	book := []Line{{9, 9, 900}, {100, 100, 10_000}, {20, 20, 2_000}}
	questions := []Question{{100, 100}, {9, 100}, {100, 9}, {20, 1000}, {9, 8}, {100, 100}}
	assertPrices(t, book, questions, 10_000, 900, 900, 2_000, NoPrice, 10_000)
}

func TestWhatWasHandedInIsLeftAsItWas(t *testing.T) {
	book := []Line{{9, 10, 450}, {1, 30, 500}, {5, 20, NoPrice}}
	questions := []Question{{9, 12}, {2, 40}}
	PricesAsNoted(book, questions)
	if want := []Line{{9, 10, 450}, {1, 30, 500}, {5, 20, NoPrice}}; !reflect.DeepEqual(book, want) {
		t.Errorf("the book was changed to %v", book)
	}
	if want := []Question{{9, 12}, {2, 40}}; !reflect.DeepEqual(questions, want) {
		t.Errorf("the questions were changed to %v", questions)
	}
}

// plainAnswer is the plainest way to find an answer: day by day, and line by line.
func plainAnswer(book []Line, question Question) int {
	const days = 12
	var prices [days]int
	for start := range prices {
		prices[start] = NoPrice
	}
	for noted := 0; noted <= question.Asked; noted++ {
		for _, line := range book {
			if line.Noted == noted {
				prices[line.Starts] = line.Price
			}
		}
	}
	for start := question.Day; start >= 0; start-- {
		if prices[start] != NoPrice {
			return prices[start]
		}
	}
	return NoPrice
}

func TestManySmallBooks(t *testing.T) {
	state := uint32(7)
	next := func() int {
		state = state*1_103_515_245 + 12_345
		return int(state>>16) % 12
	}
	for round := 0; round < 60; round++ {
		var book []Line
		for i := 0; i < 20; i++ {
			line := Line{Noted: next(), Starts: next(), Price: next()}
			if line.Price < 4 {
				line.Price = NoPrice
			}
			book = append(book, line)
		}
		var questions []Question
		var want []int
		for i := 0; i < 15; i++ {
			question := Question{Asked: next(), Day: next()}
			questions = append(questions, question)
			want = append(want, plainAnswer(book, question))
		}
		assertPrices(t, book, questions, want...)
	}
}

// Prices are noted one start after the other, and then withdrawn from the last to the first. A good solution needs well
// under half a second; one that reads the book again for each question needs minutes.
func TestALongBookIsNotReadAgainForEachQuestion(t *testing.T) {
	const starts = 200_000
	var book []Line
	var questions []Question
	var want []int
	for start := 0; start < starts; start++ {
		book = append(book, Line{Noted: start, Starts: start, Price: start + 1})
		questions = append(questions, Question{Asked: start, Day: 3 * starts})
		want = append(want, start+1)
	}
	for start := starts - 1; start >= 0; start-- {
		book = append(book, Line{Noted: 2*starts - start, Starts: start, Price: NoPrice})
		questions = append(questions, Question{Asked: 2*starts - start - 1, Day: 3 * starts})
		want = append(want, start+1)
	}

	found := make(chan []int, 1)
	go func() { found <- PricesAsNoted(book, questions) }()
	select {
	case got := <-found:
		if !reflect.DeepEqual(got, want) {
			t.Error("some of the answers are wrong")
		}
	case <-time.After(5 * time.Second):
		t.Fatal("not done after 5 seconds: the work grows faster than the book")
	}
}
